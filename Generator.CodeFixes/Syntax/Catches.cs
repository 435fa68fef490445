using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Rewrites catch clauses.</summary>
internal static class Catches
{
    public static TypeSyntax? TypeOf(CatchClauseSyntax clause) => clause.Declaration?.Type.WithoutTrivia();

    /// <summary>The clause with a type and a variable, and a condition besides any that it has.</summary>
    public static CatchClauseSyntax With(CatchClauseSyntax clause, TypeSyntax type, string name, ExpressionSyntax condition)
    {
        var old = clause.Declaration;
        var declaration = (old ?? SyntaxFactory.CatchDeclaration(type).WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia))
            .WithType(type.WithTrailingTrivia(SyntaxFactory.Space)).WithIdentifier(SyntaxFactory.Identifier(name));
        if (old is not null && !old.Identifier.IsKind(SyntaxKind.None))
        {
            declaration = declaration.WithType(type.WithTriviaFrom(old.Type))
                .WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(old.Identifier));
        }

        return With(
            clause.WithCatchKeyword(clause.CatchKeyword.WithTrailingTrivia(SyntaxFactory.Space)).WithDeclaration(declaration), condition);
    }

    /// <summary>The clause with a condition besides any that it has.</summary>
    public static CatchClauseSyntax With(CatchClauseSyntax clause, ExpressionSyntax condition)
    {
        if (clause.Filter is { } filter)
        {
            var own = filter.FilterExpression;
            return clause.WithFilter(filter.WithFilterExpression(SyntaxFactory.BinaryExpression(
                SyntaxKind.LogicalAndExpression,
                condition.WithTrailingTrivia(SyntaxFactory.Space),
                Code.Spaced(SyntaxKind.AmpersandAmpersandToken),
                BindsLess(own) ? SyntaxFactory.ParenthesizedExpression(own.WithoutTrivia()) : own)));
        }

        // What stood between the head and the block stands there still.
        var head = clause.Declaration?.GetLastToken() ?? clause.CatchKeyword;
        var spaced = clause.ReplaceToken(head, head.WithTrailingTrivia(SyntaxFactory.Space));
        return spaced.WithFilter(SyntaxFactory.CatchFilterClause(
            Code.Spaced(SyntaxKind.WhenKeyword),
            SyntaxFactory.Token(SyntaxKind.OpenParenToken),
            condition,
            SyntaxFactory.Token(SyntaxKind.CloseParenToken).WithTrailingTrivia(head.TrailingTrivia)));
    }

    /// <summary>The block with <c>throw;</c> at its end, or in place of its last statement.</summary>
    public static BlockSyntax Rethrow(BlockSyntax block, bool insteadOfLast)
    {
        var rethrow = SyntaxFactory.ThrowStatement();
        return insteadOfLast
            ? block.WithStatements(block.Statements.Replace(block.Statements.Last(), rethrow.WithTriviaFrom(block.Statements.Last())))
            : Layout.Insert(block, block.Statements.Count, rethrow);
    }

    // || and everything below it.
    private static bool BindsLess(ExpressionSyntax expression) => expression is
        AssignmentExpressionSyntax or ConditionalExpressionSyntax or AnonymousFunctionExpressionSyntax or ThrowExpressionSyntax
        || expression.Kind() is SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression;
}
