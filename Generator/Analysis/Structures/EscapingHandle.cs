using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Diagnostics;

namespace NurseryGen.Generator.Analysis.Structures;

/// <summary>NUR105: a nursery's handle that gets to where it outlives its nursery, after which it starts nothing but exceptions.</summary>
/// <remarks>
/// In a field or a property, whoever's code that is; out of the nursery's body or child as its result; and into a lambda that an event, a
/// timer, a field or somebody else's token keeps. Arguments are how a handle is meant to travel, and object initializers are as good as
/// arguments.
/// </remarks>
internal static class EscapingHandle
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(CheckAssignment, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        rules.OnOperation(CheckInitializer, OperationKind.FieldInitializer, OperationKind.PropertyInitializer);
        rules.OnOperation(CheckReturn, OperationKind.Return);
        rules.OnOperation(CheckLambda, OperationKind.AnonymousFunction);
    }

    private static void CheckAssignment(RuleContext context)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (KeptIn(assignment.Target) is { ContainingType.IsRefLikeType: false } member)
            Check(context, assignment.Value, member);
    }

    private static void CheckInitializer(RuleContext context) =>
        Check(context, ((ISymbolInitializerOperation)context.Operation).Value, context.Owner);

    private static void Check(RuleContext context, IOperation value, ISymbol member)
    {
        if (HandleIn(value, context.Known) is { } handle)
        {
            context.Report(
                DiagnosticDescriptors.EscapingHandle, value.Syntax, handle.Name,
                $"pass it on as an argument instead of keeping it in '{member.Name}'");
        }
    }

    private static void CheckReturn(RuleContext context)
    {
        var returned = ((IReturnOperation)context.Operation).ReturnedValue;
        if (returned is null
            || HandleIn(returned, context.Known) is not { } handle
            || context.Code is not { Outer: null, Kind: not (NurseryCodeKind.ScopeBody or NurseryCodeKind.Helper) })
        {
            return;
        }

        context.Report(
            DiagnosticDescriptors.EscapingHandle, returned.Syntax, handle.Name, "return what comes of the children, not their nursery");
    }

    private static void CheckLambda(RuleContext context)
    {
        var lambda = (IAnonymousFunctionOperation)context.Operation;
        if (Keeper(lambda, context) is not { } advice)
            return;

        var captured = lambda.Body.Descendants().OfType<IParameterReferenceOperation>().FirstOrDefault(reference =>
            context.Known.IsNurseryHandle(reference.Type) && IsDeclaredOutside(reference.Parameter, lambda));
        if (captured is not null)
            context.Report(DiagnosticDescriptors.EscapingHandle, captured.Syntax, captured.Parameter.Name, advice);
    }

    /// <summary>What to do about what keeps the lambda; null where nothing is known to.</summary>
    private static string? Keeper(IAnonymousFunctionOperation lambda, RuleContext context)
    {
        IOperation node = lambda;
        while (node.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            node = node.Parent;

        return node.Parent switch
        {
            // Who takes a handler away again has kept it in a variable.
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation happening } =>
                $"unsubscribe from '{happening.Event.Name}' before the nursery exits, or hand the events over in a channel",
            ISimpleAssignmentOperation assignment when ReferenceEquals(assignment.Value, node) && KeptIn(assignment.Target) is { } member =>
                $"don't keep a lambda that uses it in '{member.Name}'",
            IArgumentOperation { Parent: IObjectCreationOperation timer }
                when KnownSymbols.Is(timer.Type, context.Known.Timer) && IsKept(timer) => "start a child with a PeriodicTimer instead",
            IArgumentOperation { Parent: IInvocationOperation call } when IsRegisteredForGood(call, context) =>
                "dispose of the registration before the nursery exits",
            _ => null,
        };
    }

    /// <summary>The field or property that an assignment is to; none where it makes a new object ready, or fills a collection.</summary>
    private static ISymbol? KeptIn(IOperation target) => target switch
    {
        IMemberReferenceOperation
        {
            Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver },
        } => null,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property,
        _ => null,
    };

    /// <summary>Whether nobody disposes of what is made: it is thrown away, or somebody keeps it.</summary>
    private static bool IsKept(IOperation made)
    {
        while (made.Parent is IConversionOperation or IParenthesizedOperation)
            made = made.Parent;

        return made.Parent is IExpressionStatementOperation
            or ISimpleAssignmentOperation { Target: IDiscardOperation or IFieldReferenceOperation or IPropertyReferenceOperation };
    }

    /// <summary>Whether a callback is left with a token that isn't the nursery's own: that one ends with the nursery.</summary>
    private static bool IsRegisteredForGood(IInvocationOperation call, RuleContext context) =>
        call.TargetMethod.Name is "Register" or "UnsafeRegister"
        && KnownSymbols.Is(call.TargetMethod.ContainingType, context.Known.CancellationToken)
        && IsKept(call)
        && call.Instance.ReferredSymbol() is { } token
        && (token is IFieldSymbol
            || context.TokensAt(call).Any(source => !source.IsOwn && SymbolEqualityComparer.Default.Equals(source.Symbol, token)));

    private static IParameterSymbol? HandleIn(IOperation value, KnownSymbols known) =>
        value.Unwrapped() is IParameterReferenceOperation { Parameter: { } parameter } && known.IsNurseryHandle(parameter.Type)
            ? parameter
            : null;

    private static bool IsDeclaredOutside(IParameterSymbol parameter, IAnonymousFunctionOperation lambda)
    {
        for (var node = lambda.Parent; node is not null; node = node.Parent)
        {
            if (SymbolEqualityComparer.Default.Equals(node.FunctionSymbol(), parameter.ContainingSymbol))
                return true;
        }

        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: not (MethodKind.AnonymousFunction or MethodKind.LocalFunction) };
    }
}
