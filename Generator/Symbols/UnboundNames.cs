using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Symbols;

/// <summary>Names in attributes that mean nothing: the compiler says so itself.</summary>
internal static class UnboundNames
{
    /// <summary>True if there stands the <c>nameof</c> of something that isn't there.</summary>
    public static bool IsAt(Location location, Compilation compilation)
    {
        if (location.SourceTree is not { } tree || !compilation.ContainsSyntaxTree(tree))
            return false;

        var node = tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        var call = node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault();
        return call
            is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } arguments }
            && call.FirstAncestorOrSelf<AttributeSyntax>() is not null
            && IsUnbound(compilation.GetSemanticModel(tree), arguments[0].Expression);
    }

    /// <summary>
    /// True if a member is asked of a type that no other generator can add it to: one of another assembly, or not partial.
    /// </summary>
    public static bool IsOfClosedType(SemanticModel model, ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax access
        && IsUnbound(model, access)
        && model.GetSymbolInfo(access.Expression).Symbol is INamedTypeSymbol { TypeKind: not TypeKind.Error } type
        && !type.DeclaringSyntaxReferences.Any(static part =>
            part.GetSyntax() is MemberDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsUnbound(SemanticModel model, ExpressionSyntax expression) =>
        model.GetSymbolInfo(expression) is { Symbol: null, CandidateReason: CandidateReason.None };
}
