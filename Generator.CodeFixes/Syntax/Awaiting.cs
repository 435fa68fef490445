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
        var awaited = Awaited(operand);
        ExpressionSyntax whole = IsReceiver(place) ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited;
        return whole.WithTriviaFrom(place);
    }

    /// <summary><c>await x;</c> as a statement.</summary>
    public static StatementSyntax Statement(ExpressionSyntax operand) => SyntaxFactory.ExpressionStatement(Awaited(operand));

    /// <summary>The expression in parentheses, unless a member can be taken of it, or an <c>await</c> put before it, as it is.</summary>
    public static ExpressionSyntax Operand(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax => expression,
        SimpleNameSyntax or ThisExpressionSyntax or LiteralExpressionSyntax or DefaultExpressionSyntax => expression,
        ParenthesizedExpressionSyntax or BaseObjectCreationExpressionSyntax or PostfixUnaryExpressionSyntax => expression,
        _ => SyntaxFactory.ParenthesizedExpression(expression),
    };

    private static AwaitExpressionSyntax Awaited(ExpressionSyntax operand) =>
        SyntaxFactory.AwaitExpression(Code.Spaced(SyntaxKind.AwaitKeyword), Operand(operand.WithoutTrivia()));

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
