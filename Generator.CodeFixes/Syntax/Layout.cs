using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

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

    /// <summary>The block with a new statement before or after the others, on a line of its own.</summary>
    public static BlockSyntax Insert(BlockSyntax block, int index, StatementSyntax statement)
    {
        var line = statement
            .WithLeadingTrivia(SyntaxFactory.ElasticMarker)
            .WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(EndOfLine(block).ToString()))
            .WithAdditionalAnnotations(Formatter.Annotation);
        var statements = block.Statements.Insert(index, line);

        // A block on one line is laid out anew.
        return block.OpenBraceToken.HasTrailingTrivia && block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            ? block.WithStatements(statements)
            : block.Update(block.AttributeLists, Loose(block.OpenBraceToken), statements, Loose(block.CloseBraceToken))
                .WithTrailingTrivia(block.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>The brace, for the formatter to place, with any comments that it has.</summary>
    private static SyntaxToken Loose(SyntaxToken brace)
    {
        var loose = SyntaxFactory.Token(brace.Kind());
        return brace.LeadingTrivia.Concat(brace.TrailingTrivia).Any(Comments.IsOne)
            ? loose.WithLeadingTrivia(brace.LeadingTrivia).WithTrailingTrivia(brace.TrailingTrivia)
            : loose;
    }

    /// <summary>
    /// Nothing is laid out but what asks for it: the factory's tokens are elastic, and would have the formatter pull at what is around.
    /// </summary>
    public static SyntaxNode Settle(SyntaxNode root)
    {
        var elastic = root.GetAnnotatedTrivia(SyntaxAnnotation.ElasticAnnotation)
            .Where(static trivia => !trivia.Token.Parent!.AncestorsAndSelf().Any(static node => node.HasAnnotation(Formatter.Annotation)));
        return root.ReplaceTrivia(elastic, static (_, _) => default);
    }
}
