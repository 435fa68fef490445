using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Comments, and what the preprocessor reads: what a fix may move and may not lose.</summary>
internal static class Comments
{
    /// <summary>Whether all that the old tree has is in the new one.</summary>
    public static bool AreKept(SyntaxNode before, SyntaxNode after)
    {
        var left = In(after);
        return In(before).All(left.Remove);
    }

    public static bool IsOne(SyntaxTrivia trivia) =>
        trivia.IsDirective || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            or SyntaxKind.DisabledTextTrivia;

    /// <summary>
    /// What is put in the place of a whole, of which only a part is left, with the trivia around the whole and the comments in it.
    /// </summary>
    public static T Carry<T>(T replacement, SyntaxNode whole, SyntaxNode part)
        where T : SyntaxNode
    {
        var inside = whole.DescendantTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && whole.Span.Contains(trivia.Span)).ToList();
        var before = inside.Where(trivia => trivia.Span.End <= part.SpanStart)
            .SelectMany(static trivia => new[] { trivia, SyntaxFactory.Space });
        var after = inside.Where(trivia => trivia.SpanStart >= part.Span.End)
            .SelectMany(static trivia => new[] { SyntaxFactory.Space, trivia });
        return replacement
            .WithLeadingTrivia(whole.GetLeadingTrivia().Concat(before))
            .WithTrailingTrivia(after.Concat(whole.GetTrailingTrivia()));
    }

    // White space in them may change with what is around.
    private static List<string> In(SyntaxNode root) =>
    [
        .. root.DescendantTrivia().Where(IsOne)
            .Select(static trivia => string.Concat(trivia.ToFullString().Where(static one => !char.IsWhiteSpace(one)))),
    ];
}
