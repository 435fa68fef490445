using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>NUR109: closes a cancel scope where its block ends: <c>using var</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeScope))]
public sealed class DisposeScope() : NurseryCodeFix("NUR109")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        // Several variables of one declaration may be meant differently, and a switch section can't hold a using declaration.
        if (target.Enclosing<StatementSyntax>() is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax or GlobalStatementSyntax } local
            || local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword))
        {
            yield break;
        }

        yield return new Fix("Add 'using'", nameof(DisposeScope), editor => editor.ReplaceNode(local, static (node, _) =>
        {
            var statement = (LocalDeclarationStatementSyntax)node;
            var keyword = SyntaxFactory.Token(SyntaxKind.UsingKeyword)
                .WithLeadingTrivia(statement.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
            return statement.WithLeadingTrivia().WithUsingKeyword(keyword);
        }));
    }
}
