using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Writes <c>await</c>.</summary>
internal static class Awaiting
{
    /// <summary><c>await x</c> in place of what stands there now, in parentheses if it needs them.</summary>
    public static ExpressionSyntax Await(ExpressionSyntax operand, ExpressionSyntax place)
    {
        var awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), Operand(operand.WithoutTrivia()));
        ExpressionSyntax whole = IsReceiver(place) ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited;
        return whole.WithTriviaFrom(place);
    }

    /// <summary><c>await x;</c> as a statement.</summary>
    public static StatementSyntax Statement(ExpressionSyntax operand) => SyntaxFactory.ExpressionStatement(
        SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), Operand(operand.WithoutTrivia())));

    /// <summary>The expression in parentheses, unless a member can be taken of it, or an <c>await</c> put before it, as it is.</summary>
    public static ExpressionSyntax Operand(ExpressionSyntax expression) => expression is
        InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or SimpleNameSyntax or ParenthesizedExpressionSyntax
        or ThisExpressionSyntax or BaseObjectCreationExpressionSyntax or PostfixUnaryExpressionSyntax or LiteralExpressionSyntax or DefaultExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression);

    private static bool IsReceiver(ExpressionSyntax place) => place.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == place,
        ElementAccessExpressionSyntax access => access.Expression == place,
        InvocationExpressionSyntax call => call.Expression == place,
        ConditionalAccessExpressionSyntax access => access.Expression == place,
        PostfixUnaryExpressionSyntax => true,
        _ => false,
    };
}
