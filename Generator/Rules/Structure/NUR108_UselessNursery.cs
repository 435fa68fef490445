using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR108: a nursery whose body ends with its only start. Nothing runs beside that child, so it might as well be called.</summary>
/// <remarks>
/// Not where there is more to it: the child starts others, or has attributes of its own to go by (a timeout, a shield), or computes on the
/// pool; the nursery has options, is virtual, or is handed to anybody; the start is conditional or in a loop.
/// </remarks>
internal static class NUR108_UselessNursery
{
    public static void Register(RuleRegistry rules) => rules.OnFunction(Check);

    private static void Check(RuleContext context)
    {
        if (context.Code is not { Kind: NurseryCodeKind.NurseryBody, Outer: null, Handle: IParameterSymbol nursery } code
            || LastStart(context.Operation) is not { } start
            || !SymbolEqualityComparer.Default.Equals(start.Instance.ReferredSymbol(), nursery)
            || context.Operation.Descendants().Count(operation => IsReference(operation, nursery)) != 1
            || CalledInstead(code, start, context) is not { } instead)
        {
            return;
        }

        context.Report(DiagnosticDescriptors.UselessNursery, start.Syntax, instead);
    }

    private static bool IsReference(IOperation operation, IParameterSymbol parameter) =>
        operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);

    /// <summary>The start that a body ends with, but for a return that does nothing; null where it ends otherwise.</summary>
    private static IInvocationOperation? LastStart(IOperation body)
    {
        var last = ((IBlockOperation)body).Operations.LastOrDefault(static operation =>
            operation is not IReturnOperation { ReturnedValue: null or IPropertyReferenceOperation or IDefaultValueOperation });
        var value = last switch
        {
            IExpressionStatementOperation statement => statement.Operation,
            IReturnOperation returned => returned.ReturnedValue,
            _ => null,
        };
        if (value.Unwrapped() is ISimpleAssignmentOperation { Target: IDiscardOperation } discard)
            value = discard.Value;
        if (value.Unwrapped() is IAwaitOperation awaited)
            value = awaited.Operation;
        if (value.Unwrapped() is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured })
            value = configured;

        return value.Unwrapped() is IInvocationOperation { Instance: not null } call
            && KnownTypes.IsChildHandle(call.Type ?? call.TargetMethod.ReturnType)
                ? call
                : null;
    }

    /// <summary>What to call in place of the nursery; null where that isn't the same, or isn't known to be.</summary>
    private static string? CalledInstead(NurseryCode code, IInvocationOperation start, RuleContext context)
    {
        // A body in a lambda: an overload with options has reasons of its own.
        if (code.Function.MethodKind != MethodKind.Ordinary)
            return null;

        var entry = MethodRoles.Methods(code.Function.ContainingType)
            .FirstOrDefault(method => method.Name == code.Function.Name && MethodRoles.IsNursery(method));
        if (entry is null || entry.IsVirtual || entry.IsOverride || HasMore(entry, WellKnownNames.NurseryAttributeName))
            return null;

        var children = MethodRoles.Methods(code.Function.ContainingType)
            .Where(method => MethodRoles.IsChild(method) && GeneratedNames.Start(method.Name) == start.TargetMethod.Name).ToArray();
        return children.Length == 1
            && KnownTypes.IsAwaitable(children[0].ReturnType, out _, out _)
            && (children[0].IsStatic || !code.Function.IsStatic)
            && !HasMore(children[0], WellKnownNames.ChildAttributeName)
            && !children[0].Parameters.Any(parameter => context.Known.IsNurseryHandle(parameter, context.CancellationToken))
                ? children[0].Name
                : null;
    }

    private static bool HasMore(IMethodSymbol method, string attribute) =>
        MethodRoles.HasTimeout(method)
        || MethodRoles.TimeoutParameter(method) is not null
        || AttributeReader.Find(method, attribute) is not { NamedArguments.Length: 0 };
}
