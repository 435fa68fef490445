using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>White space as the document has it: moved code keeps its own, and what is new fits in.</summary>
internal static class Layout
{
    /// <summary>How lines end in the document that the node is in.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode node)
    {
        foreach (var trivia in node.SyntaxTree.GetRoot().DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                return trivia;
        }

        return SyntaxFactory.LineFeed;
    }

    /// <summary>What stands before the node in its line, where that is nothing but white space.</summary>
    public static SyntaxTriviaList Indentation(SyntaxNode node) =>
        node.GetLeadingTrivia() is { Count: > 0 } leading && leading.Last() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(last)
            : default;

    /// <summary>The trivia less the white space that ends it: a comment stays.</summary>
    public static SyntaxTriviaList TrimEnd(SyntaxTriviaList trivia)
    {
        var count = trivia.Count;
        while (count > 0 && trivia[count - 1].Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia)
            count--;

        return SyntaxFactory.TriviaList(trivia.Take(count));
    }
}
