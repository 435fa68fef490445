using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>NUR109: closes a cancel scope where its block ends: <c>using var</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeScope))]
public sealed class DisposeScope() : NurseryCodeFix("NUR109")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        // Several variables of one declaration may be meant differently, and a switch section can't hold a using declaration.
        if (target.Enclosing<StatementSyntax>() is not LocalDeclarationStatementSyntax { Parent: BlockSyntax } local
            || local.Declaration.Variables.Count != 1
            || local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)
            || !IsScope(target, local.Declaration.Variables[0]))
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

    /// <summary>
    /// Whether the variable is a scope, and stays the one that it is: nothing can be assigned to a <c>using</c> variable.
    /// </summary>
    private static bool IsScope(FixTarget target, VariableDeclaratorSyntax variable) =>
        variable.Initializer is { Value: var value }
        && target.TypeOf(value) is { } type && KnownTypes.IsCancelScope(type)
        && target.Model.GetDeclaredSymbol(variable, target.CancellationToken) is { } local
        && variable.FirstAncestorOrSelf<BlockSyntax>() is { } block
        && !block.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => SymbolEqualityComparer.Default.Equals(target.SymbolOf(assignment.Left), local));
}
