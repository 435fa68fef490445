using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Analysis.Structures;

/// <summary>
/// Tells whether the task that a local is declared with is certainly left to itself, at least on one path to the function's end.
/// </summary>
/// <remarks>
/// <para>
/// Whatever is done with the local counts as taking care of it: it may be awaited later, handed on, looked at, captured. Only what does
/// nothing doesn't: a discard, <c>nameof</c>, another value assigned.
/// </para>
/// <para>
/// That some path goes by what takes care says little where there are several such places: their conditions may belong together. So only a
/// local with a single use is followed, not into a loop, which may run at least once for all we know, and not along exceptions.
/// </para>
/// </remarks>
internal static class UnawaitedLocal
{
    public static bool IsLeft(RuleContext context, ILocalSymbol local, IOperation task)
    {
        var uses = UsesOf(local, task).Take(2).ToArray();
        if (uses.Length != 1)
            return uses.Length == 0;

        var use = uses[0];
        if (!ReferenceEquals(use.EnclosingFunction(), task.EnclosingFunction()) || IsInLoopOfItsOwn(use, task))
            return false;

        if (context.Graph() is not { } graph
            || FlowPaths.Find(graph, operation => IsAssigned(operation, local, task)) is not { } start)
        {
            return false;
        }

        return FlowPaths.Lead(graph, start, Look, toTheEnd: true);

        FlowStep Look(IOperation operation) =>
            operation.DescendantsAndSelf().Any(inner => inner.Syntax == use.Syntax && inner is ILocalReferenceOperation)
                ? FlowStep.Wall
                : operation.DescendantsAndSelf().Any(inner => IsTarget(inner, local)) ? FlowStep.Goal : FlowStep.On;
    }

    private static IEnumerable<ILocalReferenceOperation> UsesOf(ILocalSymbol local, IOperation task) =>
        task.ReferencesTo(local).Where(reference => !IsTarget(reference, local) && !DoesNothing(reference));

    private static bool DoesNothing(ILocalReferenceOperation reference) => reference.Parent switch
    {
        INameOfOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        _ => false,
    };

    private static bool IsTarget(IOperation operation, ILocalSymbol local) =>
        operation is ILocalReferenceOperation { Parent: ISimpleAssignmentOperation assignment } reference
        && ReferenceEquals(assignment.Target, reference)
        && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    private static bool IsAssigned(IOperation operation, ILocalSymbol local, IOperation task) =>
        operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
        && SymbolEqualityComparer.Default.Equals(target.Local, local)
        && assignment.Value.Unwrapped()?.Syntax == task.Syntax;

    private static bool IsInLoopOfItsOwn(IOperation use, IOperation task)
    {
        for (var node = use.Parent; node is not null; node = node.Parent)
        {
            if (node is ILoopOperation)
                return !node.Syntax.Span.Contains(task.Syntax.Span);
        }

        return false;
    }
}
