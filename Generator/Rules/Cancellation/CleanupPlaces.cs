using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Finds the code that runs on the way out, when the tokens around it are likely to be cancelled.</summary>
internal static class CleanupPlaces
{
    /// <summary>The finally blocks and catch clauses around an operation, the innermost first, as far as the scope that runs it.</summary>
    public static IEnumerable<IOperation> Around(IOperation operation, KnownSymbols known)
    {
        for (var (node, inner) = (operation.Parent, operation); node is not null; (node, inner) = (node.Parent, node))
        {
            switch (node)
            {
                case ITryOperation { Finally: { } last } when ReferenceEquals(last, inner):
                    yield return last;
                    break;
                case ICatchClauseOperation clause when ReferenceEquals(clause.Handler, inner):
                    yield return clause;
                    break;
                case IAnonymousFunctionOperation or ILocalFunctionOperation
                    when FunctionUse.Of(node, known).Kind == FunctionUseKind.Handed:
                    yield break;
            }
        }
    }

    /// <summary>
    /// Whether the code means to run in spite of a cancellation: it stands in a finally block, in a catch clause that a cancellation can
    /// get into, under an <c>if</c> that asks for one, or after a loop that ends with one.
    /// </summary>
    public static bool IsCleanup(IOperation operation, KnownSymbols known) =>
        Around(operation, known).Any(place => place is not ICatchClauseOperation clause
            || CatchClauses.CatchesCancellation(clause, known) || IsOfCancelled(clause))
        || IsUnderCheck(operation, operation.Outermost())
        || IsAfterLoop(operation);

    /// <summary>Whether the filter lets the clause run where something is cancelled.</summary>
    private static bool IsOfCancelled(ICatchClauseOperation clause) => clause.Filter is { } filter
        && filter.DescendantsAndSelf().Any(static part => TokenReference.AsksIfCancelled(part)
            && part.Parent is not IUnaryOperation { OperatorKind: UnaryOperatorKind.Not });

    /// <summary>
    /// Whether the operation comes after a loop, in the same block or one around it, that runs until something is cancelled.
    /// </summary>
    private static bool IsAfterLoop(IOperation operation)
    {
        for (var (node, inner) = (operation.Parent, operation); node is not null; (node, inner) = (node.Parent, node))
        {
            if (node is IBlockOperation block && block.Operations.TakeWhile(other => !ReferenceEquals(other, inner)).Any(static other =>
                other is IWhileLoopOperation { Condition: { } condition }
                && condition.DescendantsAndSelf().Any(TokenReference.AsksIfCancelled)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an <c>if</c> around the operation, within a place, asks for a cancellation, one way or the other.</summary>
    public static bool IsUnderCheck(IOperation operation, IOperation within)
    {
        for (var (node, inner) = (operation.Parent, operation); node is not null; (node, inner) = (node.Parent, node))
        {
            if (ReferenceEquals(inner, within))
                return false;
            if (node is IConditionalOperation conditional
                && ReferenceEquals(conditional.WhenTrue, inner)
                && conditional.Condition.DescendantsAndSelf().Any(TokenReference.AsksIfCancelled))
            {
                return true;
            }
        }

        return false;
    }
}
