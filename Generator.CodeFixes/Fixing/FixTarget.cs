using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.CodeFixes.Fixing;

/// <summary>One finding, in the document that it is in.</summary>
internal sealed record FixTarget(
    Document Document, SyntaxNode Root, SemanticModel Model, Diagnostic Diagnostic, CancellationToken CancellationToken)
{
    /// <summary>What the finding is on: the innermost node that has all of it.</summary>
    public SyntaxNode Node { get; } = Root.FindNode(Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The nearest node of a kind that the finding is in, or is.</summary>
    public T? Enclosing<T>()
        where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();

    /// <summary>
    /// The node that is meant, whether the finding is on all of it, on its name, or on what is around it: outwards first, within the
    /// statement, then inwards.
    /// </summary>
    public T? Find<T>(Func<T, bool> isMeant)
        where T : SyntaxNode
    {
        for (var node = Node; node is not (null or MemberDeclarationSyntax); node = node.Parent)
        {
            if (node is T found && isMeant(found))
                return found;
            if (node is StatementSyntax or AnonymousFunctionExpressionSyntax)
                break;
        }

        return Node.DescendantNodes(static inner => inner is not AnonymousFunctionExpressionSyntax).OfType<T>().FirstOrDefault(isMeant);
    }

    /// <summary>What the finding says for its fix under one of <c>FixProperties</c>' names; null where it doesn't.</summary>
    public string? Property(string name) =>
        Diagnostic.Properties.TryGetValue(name, out var value) && value is { Length: > 0 } ? value : null;

    public ISymbol? SymbolOf(SyntaxNode node) => Model.GetSymbolInfo(node, CancellationToken).Symbol;

    /// <summary>Where a variable is named within a node.</summary>
    public IEnumerable<IdentifierNameSyntax> UsesOf(ISymbol variable, SyntaxNode within) =>
        within.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name =>
            name.Identifier.ValueText == variable.Name && SymbolEqualityComparer.Default.Equals(SymbolOf(name), variable));

    public ITypeSymbol? TypeOf(SyntaxNode node) => Model.GetTypeInfo(node, CancellationToken).Type;
}
