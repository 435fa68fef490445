using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR502: a <c>ValueTask</c> that is consumed twice. By the second time, what is behind it may serve another caller.</summary>
/// <remarks>
/// It is consumed by <c>await</c>, <c>AsTask</c>, <c>Result</c> and <c>GetAwaiter</c>. Twice is certain where one of two always comes with
/// the other: no path leads to the one past the other, or none from the other to the end past the one. And in a loop, where no condition
/// stands between. A value task that is captured, handed on, copied, preserved or assigned again is left alone, and one that has no source
/// behind it.
/// </remarks>
internal static class NUR502_ValueTaskTwice
{
    public static void Register(RuleRegistry rules) =>
        rules.OnOperation(Check, OperationKind.LocalReference, OperationKind.ParameterReference);

    private static void Check(RuleContext context)
    {
        if (context.Operation.Type is not INamedTypeSymbol { Name: "ValueTask" } type
            || !KnownTypes.IsAwaitable(type, out _, out _)
            || context.Operation.ReferredSymbol() is not { } symbol)
        {
            return;
        }

        // All of it is looked at once, at the first reference.
        var references = context.Operation.Outermost().Descendants().Where(operation => IsReference(operation, symbol)).ToArray();
        if (!ReferenceEquals(references[0], context.Operation))
            return;

        var function = references[0].EnclosingFunction();
        var consumptions = references.Where(IsConsumed).ToArray();
        if (consumptions.Length == 0
            || !references.All(reference => IsConsumed(reference) || IsLookedAt(reference))
            || references.Any(reference => !ReferenceEquals(reference.EnclosingFunction(), function))
            || (symbol is ILocalSymbol local && !IsGivenOnce(local, references[0]))
            || context.Graph() is not { } graph)
        {
            return;
        }

        if (Second(graph, symbol, consumptions) is { } second)
            context.Report(DiagnosticDescriptors.ValueTaskTwice, second.Syntax, symbol.Name);
    }

    private static IOperation? Second(ControlFlowGraph graph, ISymbol symbol, IOperation[] consumptions)
    {
        foreach (var later in consumptions)
        {
            foreach (var earlier in consumptions.TakeWhile(other => !ReferenceEquals(other, later)))
            {
                if (Follows(graph, symbol, earlier, later))
                    return later;
            }
        }

        return consumptions.FirstOrDefault(consumption =>
            IsUnconditionalInLoop(consumption) && Leads(graph, symbol, consumption, consumption));
    }

    /// <summary>Whether the later comes after the earlier on some path, and never one without the other.</summary>
    private static bool Follows(ControlFlowGraph graph, ISymbol symbol, IOperation earlier, IOperation later)
    {
        if (IsInOne(graph, earlier, later))
            return true;
        if (Place(graph, earlier) is not { } place || !Leads(graph, symbol, earlier, later))
            return false;

        return !FlowPaths.Lead(graph, FlowPaths.Entry(graph), Step(goal: later, wall: earlier), toTheEnd: false)
            || !FlowPaths.Lead(graph, place, Step(goal: null, wall: later), toTheEnd: true);
    }

    private static bool Leads(ControlFlowGraph graph, ISymbol symbol, IOperation from, IOperation to)
    {
        return Place(graph, from) is { } place && FlowPaths.Lead(graph, place, Look, toTheEnd: false);

        // Past its declaration, in the next round of a loop, the variable holds another value task.
        FlowStep Look(IOperation operation) => Holds(operation, to) ? FlowStep.Goal
            : operation.DescendantsAndSelf().Any(inner => IsReference(inner, symbol) && IsTarget(inner)) ? FlowStep.Wall
            : FlowStep.On;
    }

    private static bool IsInOne(ControlFlowGraph graph, IOperation earlier, IOperation later) =>
        FlowPaths.Find(graph, operation => Holds(operation, earlier) && Holds(operation, later)) is not null;

    private static FlowPlace? Place(ControlFlowGraph graph, IOperation reference) =>
        FlowPaths.Find(graph, operation => Holds(operation, reference));

    private static Func<IOperation, FlowStep> Step(IOperation? goal, IOperation wall) => operation =>
        goal is not null && Holds(operation, goal) ? FlowStep.Goal
        : Holds(operation, wall) ? FlowStep.Wall
        : FlowStep.On;

    private static bool Holds(IOperation operation, IOperation reference) =>
        operation.DescendantsAndSelf().Any(inner => inner.Kind == reference.Kind && inner.Syntax == reference.Syntax);

    private static bool IsReference(IOperation operation, ISymbol symbol) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, symbol),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, symbol),
        _ => false,
    };

    private static bool IsTarget(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, reference);

    private static bool IsConsumed(IOperation reference) => reference.Parent switch
    {
        IAwaitOperation => true,
        IPropertyReferenceOperation property => property.Property.Name == "Result",
        IInvocationOperation call => ReferenceEquals(call.Instance, reference)
            && (call.TargetMethod.Name is "AsTask" or "GetAwaiter"
                || (call.TargetMethod.Name == "ConfigureAwait" && call.Parent is IAwaitOperation)),
        _ => false,
    };

    private static bool IsLookedAt(IOperation reference) =>
        reference.Parent is INameOfOperation or IPropertyReferenceOperation { Property.Name: not "Result" };

    /// <summary>Whether the variable gets its value where it is declared, and that value can't be asked twice.</summary>
    private static bool IsGivenOnce(ILocalSymbol local, IOperation reference) =>
        reference.Outermost().Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)) is { } declared
        && !(declared.GetVariableInitializer()?.Value is { } value && IsRepeatable(value));

    /// <summary>Whether a value holds its result, or a task, and can be asked again and again.</summary>
    private static bool IsRepeatable(IOperation value) => value.Unwrapped() switch
    {
        IObjectCreationOperation or IDefaultValueOperation => true,
        IPropertyReferenceOperation { Property.Name: "CompletedTask" } => true,
        IInvocationOperation call => call.TargetMethod.Name is "FromResult" or "FromException" or "FromCanceled" or "Preserve",
        _ => false,
    };

    /// <summary>Whether every round of the innermost loop around it comes by, but for ways out of the loop.</summary>
    private static bool IsUnconditionalInLoop(IOperation consumption)
    {
        for (var node = consumption.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case ILoopOperation:
                    return true;
                case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICatchClauseOperation or ICoalesceOperation:
                case IBinaryOperation or IConditionalAccessOperation:
                    return false;
            }
        }

        return false;
    }
}
