using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Rules;

namespace NurseryGen.CodeFixes.Fixing;

/// <summary>NUR103, NUR211: writes what the finding itself says instead of what it is on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceMarked))]
public sealed class ReplaceMarked() : NurseryCodeFix("NUR103", "NUR211")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Property(FixProperties.Replacement) is not { } text
            || target.Node.Span != target.Diagnostic.Location.SourceSpan
            || (target.Diagnostic.Id == "NUR211" && !IsTheLongest(target)))
        {
            yield break;
        }

        // A name alone may be either.
        var replacement = target.Node is TypeSyntax && SyntaxFacts.IsInTypeOnlyContext((ExpressionSyntax)target.Node)
            ? SyntaxFactory.ParseTypeName(text)
            : SyntaxFactory.ParseExpression(text);
        yield return new Fix(
            $"Write '{text}'",
            nameof(ReplaceMarked),
            editor => editor.ReplaceNode(target.Node, (node, _) => replacement.WithTriviaFrom(node)));
    }

    /// <summary>Whether a time stands for "for ever": seven days may well be meant as such.</summary>
    private static bool IsTheLongest(FixTarget target) =>
        target.Model.GetConstantValue(target.Node, target.CancellationToken).Value is int.MaxValue
        || (target.SymbolOf(target.Node) is { Name: "MaxValue" } time && Types.IsMemberOf(time, "System.TimeSpan"));
}
