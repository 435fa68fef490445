using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Names for what a fix declares.</summary>
internal static class Names
{
    /// <summary>The wished name, or with a number: one that nothing in the member around the node is called.</summary>
    public static string Fresh(string wish, SyntaxNode node) => Identifier.Fresh(wish, TakenAround(node));

    /// <summary>The wished name, or with a number: what only some blocks of the member are called may be used once more.</summary>
    public static string Fresh(string wish, SyntaxNode node, Func<BlockSyntax, bool> isApart) =>
        Identifier.Fresh(wish, TakenAround(node, isApart));

    /// <summary>
    /// A name for what a catch clause catches, different from those that the clauses around it get: they may be fixed in one go.
    /// </summary>
    public static string ForCaught(CatchClauseSyntax clause)
    {
        if (clause.Declaration?.Identifier.ValueText is { Length: > 0 } own)
            return Identifier.Escape(own);

        var taken = TakenAround(clause);
        foreach (var outer in clause.Ancestors().OfType<CatchClauseSyntax>())
        {
            if (outer.Declaration?.Identifier.ValueText is not { Length: > 0 })
                taken.Add(Identifier.Fresh("e", taken));
        }

        return Identifier.Fresh("e", taken);
    }

    private static HashSet<string> TakenAround(SyntaxNode node, Func<BlockSyntax, bool>? isApart = null)
    {
        SyntaxNode scope = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? node;
        var names = scope.DescendantTokens(inner => inner is not BlockSyntax block || isApart?.Invoke(block) != true)
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken));
        return new HashSet<string>(names.Select(static name => name.ValueText), StringComparer.Ordinal);
    }
}
