using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR210: a nursery body or a child that makes a deadline of its own out of a parameter.</summary>
/// <remarks>
/// Only a parameter named for a timeout, and one that goes into a <c>CancellationTokenSource</c>, <c>WaitAsync</c>, or a delay that races
/// the work: what else becomes of it, a setting of a client for one, is no matter of scopes.
/// </remarks>
internal static class NUR210_TimeoutParameter
{
    public static void Register(RuleRegistry rules) => rules.OnFunction(Check);

    private static void Check(RuleContext context)
    {
        if (context.Code is not { Outer: null, Function: { MethodKind: MethodKind.Ordinary } function })
            return;

        foreach (var parameter in function.Parameters)
        {
            if (IsTimeout(parameter, context.Known)
                && context.Operation.DescendantsAndSelf().Any(use => IsDeadline(use, parameter, context.Known)))
            {
                context.Report(DiagnosticDescriptors.TimeoutParameter, parameter.Locations[0], FixProperties.None, parameter.Name);
            }
        }
    }

    private static bool IsTimeout(IParameterSymbol parameter, KnownSymbols known) =>
        parameter.Name.IndexOf("timeout", StringComparison.OrdinalIgnoreCase) >= 0
        && (KnownSymbols.Is(parameter.Type, known.TimeSpan)
            || parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double)
        && !MethodRoles.HasTimeout(parameter);

    private static bool IsDeadline(IOperation operation, IParameterSymbol parameter, KnownSymbols known)
    {
        if (operation is not IParameterReferenceOperation reference
            || !SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
        {
            return false;
        }

        IOperation node = reference;
        while (node.Parent is IConversionOperation or IBinaryOperation || IsTimeOf(node, known))
            node = node.Parent is IArgumentOperation { Parent: { } call } ? call : node.Parent!;

        return node.Parent is IArgumentOperation { Parent: var taker } && taker switch
        {
            IObjectCreationOperation created => KnownSymbols.Is(created.Type, known.CancellationTokenSource),
            IInvocationOperation call =>
                (call.TargetMethod.Name == "CancelAfter"
                    && KnownSymbols.Is(call.TargetMethod.ContainingType, known.CancellationTokenSource))
                || (call.TargetMethod.Name == "WaitAsync" && KnownTypes.IsAwaitable(call.TargetMethod.ContainingType, out _, out _))
                || (call.TargetMethod.Name == "Delay"
                    && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Task)
                    && IsInRace(call, known)),
            _ => false,
        };
    }

    /// <summary>Whether the delay is one of the tasks that <c>Task.WhenAny</c> takes.</summary>
    private static bool IsInRace(IInvocationOperation delay, KnownSymbols known)
    {
        var node = delay.Parent;
        while (node is IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation)
            node = node.Parent;

        return node is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WhenAny", ContainingType: var type } } }
            && KnownSymbols.Is(type, known.Task);
    }

    /// <summary>Whether the number goes into <c>TimeSpan.FromSeconds</c> or the like.</summary>
    private static bool IsTimeOf(IOperation number, KnownSymbols known) =>
        number.Parent is IArgumentOperation { Parent: IInvocationOperation call }
        && KnownSymbols.Is(call.TargetMethod.ContainingType, known.TimeSpan);
}
