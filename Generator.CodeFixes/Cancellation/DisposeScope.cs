using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>
/// NUR109: closes a cancel scope where its block ends: <c>using var</c>. A task under it that is returned is awaited first; where another
/// may outlive the block, nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeScope))]
public sealed class DisposeScope() : NurseryCodeFix("NUR109")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        // Several variables of one declaration may be meant differently, and a switch section can't hold a using declaration.
        if (target.Enclosing<StatementSyntax>()
            is not LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } local
            || local.Declaration.Variables.Count != 1
            || local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)
            || !IsScope(target, local.Declaration.Variables[0])
            || ScopeFlow.Of(target, local.Declaration.Variables[0]) is not { } flow)
        {
            yield break;
        }

        var place = flow.IsReturned ? AwaitPlace.Of(target, local) : null;
        if (flow.IsReturned && place is null)
            yield break;

        yield return new Fix(flow.IsReturned ? "Add 'using', and await" : "Add 'using'", nameof(DisposeScope), editor =>
        {
            editor.ReplaceNode(local, static (node, _) => WithUsing((LocalDeclarationStatementSyntax)node));
            place?.MakeAsync(editor);
        });
    }

    private static LocalDeclarationStatementSyntax WithUsing(LocalDeclarationStatementSyntax statement)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.UsingKeyword)
            .WithLeadingTrivia(statement.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
        return statement.WithLeadingTrivia().WithUsingKeyword(keyword);
    }

    /// <summary>
    /// Whether the variable is a scope, and stays the one that it is: nothing can be assigned to a <c>using</c> variable.
    /// </summary>
    private static bool IsScope(FixTarget target, VariableDeclaratorSyntax variable) =>
        variable.Initializer is { Value: var value }
        && target.TypeOf(value) is { } type && KnownTypes.IsCancelScope(type)
        && target.Model.GetDeclaredSymbol(variable, target.CancellationToken) is { } local
        && !variable.FirstAncestorOrSelf<MemberDeclarationSyntax>(static one => one is not GlobalStatementSyntax)!.DescendantNodes()
            .OfType<AssignmentExpressionSyntax>()
            .Any(assignment => SymbolEqualityComparer.Default.Equals(target.SymbolOf(assignment.Left), local));
}
