using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Tests.House;

/// <summary>Finds statements whose braces are not as everywhere: none where all branches are one line each, else on all of them.</summary>
internal static class Braces
{
    public static IEnumerable<string> Misplaced(SyntaxNode root)
    {
        foreach (var statement in root.DescendantNodes().OfType<StatementSyntax>())
        {
            var branches = BranchesOf(statement).ToArray();
            var isShort = branches.All(branch => !IsLong(branch.Head) && IsOneLine(branch.Body));
            var fault = isShort ? "braces around one line" : "braces on some of the branches, or on none";
            if (branches.Any(branch => branch.Body is BlockSyntax == isShort))
                yield return $"line {LineOf(statement) + 1}: {fault}";
        }
    }

    /// <summary>What each branch begins with, and the branch. An <c>else if</c> belongs to its <c>if</c>.</summary>
    private static IEnumerable<((SyntaxToken From, SyntaxToken To) Head, StatementSyntax Body)> BranchesOf(
        StatementSyntax statement) => statement switch
    {
        IfStatementSyntax { Parent: not ElseClauseSyntax } choice => BranchesOf(choice),
        CommonForEachStatementSyntax loop => [((loop.ForEachKeyword, loop.CloseParenToken), loop.Statement)],
        ForStatementSyntax loop => [((loop.ForKeyword, loop.CloseParenToken), loop.Statement)],
        WhileStatementSyntax loop => [((loop.WhileKeyword, loop.CloseParenToken), loop.Statement)],
        UsingStatementSyntax { Statement: not UsingStatementSyntax } use => [((use.UsingKeyword, use.CloseParenToken), use.Statement)],
        LockStatementSyntax use => [((use.LockKeyword, use.CloseParenToken), use.Statement)],
        _ => [],
    };

    private static IEnumerable<((SyntaxToken From, SyntaxToken To) Head, StatementSyntax Body)> BranchesOf(IfStatementSyntax choice)
    {
        yield return ((choice.IfKeyword, choice.CloseParenToken), choice.Statement);
        if (choice.Else is not { } otherwise)
            yield break;

        if (otherwise.Statement is not IfStatementSyntax next)
        {
            yield return ((otherwise.ElseKeyword, otherwise.ElseKeyword), otherwise.Statement);
            yield break;
        }

        foreach (var branch in BranchesOf(next))
            yield return branch;
    }

    private static bool IsLong((SyntaxToken From, SyntaxToken To) head) => LineOf(head.From) != LineOf(head.To);

    /// <summary>
    /// Whether the branch is, or with its braces off would be, one line that begins no other statement and needs no comment.
    /// </summary>
    private static bool IsOneLine(StatementSyntax body)
    {
        if (body is BlockSyntax block)
        {
            return block.Statements.Count == 1
                && IsLong((block.OpenBraceToken, block.CloseBraceToken))
                && !block.DescendantTrivia().Any(static trivia => trivia.IsDirective || IsComment(trivia))
                && IsOneLine(block.Statements[0]);
        }

        return body is not (LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax)
            && !BranchesOf(body).Any()
            && !IsLong((body.GetFirstToken(), body.GetLastToken()))
            && !body.GetLeadingTrivia().Any(IsComment);
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static int LineOf(SyntaxNodeOrToken part) => part.GetLocation()!.GetLineSpan().StartLinePosition.Line;
}
