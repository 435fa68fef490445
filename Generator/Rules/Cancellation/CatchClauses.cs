using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

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
        clause.Filter is null or { ConstantValue: { HasValue: true, Value: true } } || LetsIn(clause.Filter);

    /// <summary>
    /// Whether a filter is of no matter to cancellations: it asks for other types alone, and lets through what is none of them. What asks
    /// for anything else, a token for instance, is taken for the author's decision.
    /// </summary>
    private static bool LetsIn(IOperation filter) => filter.Unwrapped() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => ShutsOut(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => LetsIn(both.LeftOperand) && LetsIn(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
            LetsIn(either.LeftOperand) || LetsIn(either.RightOperand),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: var pattern } } => IsOfOthers(pattern),
        IIsPatternOperation { Pattern: var pattern } => Names(pattern),
        IIsTypeOperation type => !IsOther(type.TypeOperand),

        // A linked source is cancelled with the scope, too.
        IPropertyReferenceOperation { Property.Name: "IsCancellationRequested", Instance: { } source } =>
            TokenReference.LinkedTo(
                source is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } holder } ? holder : source) is not null,
        IInvocationOperation call => IsAlwaysTrue(call.TargetMethod),
        _ => false,
    };

    /// <summary>Whether a method of the project does something, as to log, and returns <c>true</c> whatever comes.</summary>
    private static bool IsAlwaysTrue(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } declaration)
            return false;

        var results = declaration.DescendantNodes().Select(static node => node switch
        {
            ReturnStatementSyntax { Expression: { } returned } => returned,
            ArrowExpressionClauseSyntax { Expression: { } returned } => returned,
            _ => null,
        }).OfType<ExpressionSyntax>().ToArray();
        return results.Length > 0 && results.All(static returned => returned.IsKind(SyntaxKind.TrueLiteralExpression));
    }

    /// <summary>Whether a pattern asks for cancellations, alone or among others.</summary>
    private static bool Names(IPatternOperation pattern) => pattern switch
    {
        ITypePatternOperation type => !IsOther(type.MatchedType),
        IDeclarationPatternOperation { MatchedType: { } type } => !IsOther(type),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Names(either.LeftPattern) || Names(either.RightPattern),
        _ => false,
    };

    private static bool ShutsOut(IOperation condition) => condition.Unwrapped() switch
    {
        IIsTypeOperation type => IsOther(type.TypeOperand),
        IIsPatternOperation { Pattern: var pattern } => IsOfOthers(pattern),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
            ShutsOut(either.LeftOperand) && ShutsOut(either.RightOperand),
        _ => false,
    };

    /// <summary>Whether a pattern asks for types that no cancellation is of.</summary>
    private static bool IsOfOthers(IPatternOperation pattern) => pattern switch
    {
        ITypePatternOperation type => IsOther(type.MatchedType),
        IDeclarationPatternOperation { MatchedType: { } type } => IsOther(type),
        IRecursivePatternOperation { MatchedType: var type } => IsOther(type),
        IBinaryPatternOperation both => IsOfOthers(both.LeftPattern) && IsOfOthers(both.RightPattern),
        _ => false,
    };

    private static bool IsOther(ITypeSymbol type) =>
        type.Name is not ("OperationCanceledException" or "TaskCanceledException" or "SystemException" or "Exception" or "Object");

    private static IEnumerable<ICatchClauseOperation> Earlier(ICatchClauseOperation clause) =>
        clause.Parent is ITryOperation attempt ? attempt.Catches.TakeWhile(other => !ReferenceEquals(other, clause)) : [];
}
