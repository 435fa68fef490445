using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Tests.House;

/// <summary>
/// Finds lines of code and comments that are too long. What stands in a raw or verbatim text is input, and isn't counted.
/// </summary>
internal static class LongLines
{
    private const int Longest = 140;

    public static IEnumerable<string> In(SyntaxNode root)
    {
        var inputs = InputsOf(root).ToArray();
        foreach (var line in root.GetText().Lines)
        {
            var length = line.Span.Length - inputs.Sum(input => input.Intersection(line.Span)?.Length ?? 0);
            if (length > Longest)
                yield return $"line {line.LineNumber + 1} has {length} characters; the longest line has {Longest}";
        }
    }

    private static IEnumerable<TextSpan> InputsOf(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            if (node is LiteralExpressionSyntax { Token: { RawKind: not (int)SyntaxKind.CharacterLiteralToken } token }
                && IsInput(token.Text))
            {
                yield return token.Span;
            }

            if (node is not InterpolatedStringExpressionSyntax text || !IsInput(text.StringStartToken.Text))
                continue;

            foreach (var part in text.Contents.OfType<InterpolatedStringTextSyntax>())
                yield return part.Span;
        }
    }

    private static bool IsInput(string opening) =>
        opening.StartsWith('@') || opening.TrimStart('$') is ['@', ..] or ['"', '"', '"', ..];
}
