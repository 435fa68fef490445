using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Analysis.Cancellation;

/// <summary>Tells which catch clauses a cancellation gets into.</summary>
internal static class CatchClauses
{
    /// <summary>
    /// Whether the clause catches cancellations: by its type, without a filter, and after no other clause that sees them first. What a
    /// filter lets through is anybody's guess, and its author's decision.
    /// </summary>
    public static bool CatchesCancellation(ICatchClauseOperation clause, KnownSymbols known) =>
        IsOfCancellation(clause.ExceptionType, known)
        && IsUnfiltered(clause)
        && !Earlier(clause).Any(other => IsOfCancellation(other.ExceptionType, known));

    /// <summary>Whether the type is that of a cancellation, and of nothing else.</summary>
    public static bool IsOfCancellationAlone(ITypeSymbol type, KnownSymbols known) =>
        KnownSymbols.Is(type, known.OperationCanceledException) || KnownSymbols.Is(type, known.TaskCanceledException);

    /// <summary>Whether the type is that of a cancellation, or a base of it.</summary>
    private static bool IsOfCancellation(ITypeSymbol type, KnownSymbols known)
    {
        if (type.SpecialType == SpecialType.System_Object || KnownSymbols.Is(type, known.TaskCanceledException))
            return true;

        for (var cancellation = known.OperationCanceledException; cancellation is not null; cancellation = cancellation.BaseType)
        {
            if (KnownSymbols.Is(type, cancellation))
                return true;
        }

        return false;
    }

    private static bool IsUnfiltered(ICatchClauseOperation clause) =>
        clause.Filter is null or { ConstantValue: { HasValue: true, Value: true } };

    private static IEnumerable<ICatchClauseOperation> Earlier(ICatchClauseOperation clause) =>
        clause.Parent is ITryOperation attempt ? attempt.Catches.TakeWhile(other => !ReferenceEquals(other, clause)) : [];
}
