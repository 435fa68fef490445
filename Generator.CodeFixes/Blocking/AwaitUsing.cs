using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Blocking;

/// <summary>NUR305: disposes asynchronously of what can be: <c>await using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitUsing))]
public sealed class AwaitUsing() : NurseryCodeFix("NUR305")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<StatementSyntax>() is not { } statement
            || !IsUsing(statement)
            || AwaitPlace.Of(target, statement) is not { } place)
        {
            yield break;
        }

        yield return new Fix("Dispose of it asynchronously", nameof(AwaitUsing), editor =>
        {
            editor.ReplaceNode(statement, static (node, _) => WithAwait(node));
            place.MakeAsync(editor);
        });
    }

    private static SyntaxNode WithAwait(SyntaxNode node)
    {
        var keyword = Code.Spaced(SyntaxKind.AwaitKeyword).WithLeadingTrivia(node.GetLeadingTrivia());
        return node.WithLeadingTrivia() switch
        {
            LocalDeclarationStatementSyntax local => local.WithAwaitKeyword(keyword),
            UsingStatementSyntax block => block.WithAwaitKeyword(keyword),
            var other => other,
        };
    }

    private static bool IsUsing(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax local =>
            local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && !local.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        UsingStatementSyntax block => !block.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        _ => false,
    };
}
