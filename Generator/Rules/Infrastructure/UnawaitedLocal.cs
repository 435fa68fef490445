using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells whether the task that a local gets is certainly left to itself, at least on one path to the function's end.</summary>
/// <remarks>
/// Whatever takes the task ends a path: it is awaited, handed on, asked whether it is done, captured. A path goes on past what doesn't: a
/// discard, <c>nameof</c>, another value assigned. What a variable or parameter was found to be on a path it stays, so conditions that
/// belong together are walked together. A path isn't followed into a loop, which may run at least once for all we know, nor along
/// exceptions, but for a <c>throw</c> that leaves the function.
/// </remarks>
internal static class UnawaitedLocal
{
    public static bool IsLeft(RuleContext context, ILocalSymbol local, bool isHeld, IOperation place, IOperation task)
    {
        var uses = task.ReferencesTo(local).Where(reference => TaskLife.IsTaken(reference, isHeld)).ToArray();
        if (uses.All(TaskLife.IsPolled))
            return true;

        if (isHeld
            || uses.Any(use => !ReferenceEquals(use.EnclosingFunction(), task.EnclosingFunction()))
            || uses.Any(use => IsInLoopOfItsOwn(use, task)))
        {
            return false;
        }

        if (IsLeftByCatch(uses, place))
            return true;

        if (context.Graph() is not { } graph
            || FlowPaths.Find(graph, operation => IsAssigned(operation, local, task)) is not { } start)
        {
            return false;
        }

        var told = RaceComparisons(local, task);
        return FlowPaths.Lead(graph, start, Look, toTheEnd: true, FlowFacts.Around(task));

        FlowStep Look(IOperation operation) =>
            operation.DescendantsAndSelf().Any(inner =>
                (inner is ILocalReferenceOperation && uses.Any(use => use.Syntax == inner.Syntax))
                || (inner is IBinaryOperation && told.Contains(inner.Syntax)))
                ? FlowStep.Wall
                : operation.DescendantsAndSelf().Any(inner => IsTarget(inner, local)) ? FlowStep.Goal : FlowStep.On;
    }

    /// <summary>
    /// Whether, between the start and whatever takes the task, something else is awaited in a <c>try</c> whose catch clause returns.
    /// </summary>
    private static bool IsLeftByCatch(ILocalReferenceOperation[] uses, IOperation place)
    {
        for (var node = place.Parent; node is not null && node.FunctionSymbol() is null; node = node.Parent)
        {
            if (node is not IBlockOperation block)
                continue;

            foreach (var attempt in block.Operations.OfType<ITryOperation>())
            {
                if (attempt.Syntax.SpanStart > place.Syntax.SpanStart
                    && !Has(attempt.Body)
                    && !(attempt.Finally is { } last && Has(last))
                    && uses.All(use => use.Syntax.SpanStart > attempt.Syntax.SpanStart)
                    && attempt.Body.DescendantsInFunction().Any(static operation => operation is IAwaitOperation)
                    && attempt.Catches.Any(clause => !Has(clause) && clause.Handler.Operations.LastOrDefault() is IReturnOperation))
                {
                    return true;
                }
            }
        }

        return false;

        bool Has(IOperation part) => uses.Any(use => part.Syntax.Span.Contains(use.Syntax.Span));
    }

    /// <summary>
    /// Where the winner of a race that the local's task takes part in is compared, and taken besides: from there on it is known which task
    /// is the loser, and what takes that one in a branch has its counterpart in the winner.
    /// </summary>
    private static HashSet<SyntaxNode> RaceComparisons(ILocalSymbol local, IOperation task) =>
    [
        .. task.ReferencesTo(local)
            .Select(static one => TaskUse.ArgumentOf(one)?.Parent as IInvocationOperation)
            .Where(static call => call?.TargetMethod.Name == "WhenAny")
            .Select(static call => TaskUse.Of(call!))
            .Where(static use => use.Kind == TaskUseKind.Awaited)
            .Select(static use => TaskUse.Of(use.Place).Local)
            .OfType<ILocalSymbol>()
            .SelectMany(task.ReferencesTo)
            .GroupBy(static one => one.Local, SymbolEqualityComparer.Default)
            .Where(static uses => uses.Any(static one => TaskLife.IsTaken(one, isHeld: false)))
            .SelectMany(static uses => uses)
            .Select(static one => TaskUse.Of(one).Place.Parent)
            .OfType<IBinaryOperation>()
            .Select(static comparison => comparison.Syntax),
    ];

    private static bool IsTarget(IOperation operation, ILocalSymbol local) =>
        operation is ILocalReferenceOperation { Parent: ISimpleAssignmentOperation assignment } reference
        && ReferenceEquals(assignment.Target, reference)
        && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    private static bool IsAssigned(IOperation operation, ILocalSymbol local, IOperation task) =>
        operation.DescendantsAndSelf().Any(inner =>
            inner is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
            && SymbolEqualityComparer.Default.Equals(target.Local, local)
            && assignment.Value.Syntax.Span.Contains(task.Syntax.Span));

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
