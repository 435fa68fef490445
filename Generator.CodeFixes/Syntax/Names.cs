using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Names for what a fix declares.</summary>
internal static class Names
{
    /// <summary>The wished name, or with a number: one that nothing in the member around the node is called.</summary>
    public static string Fresh(string wish, SyntaxNode node)
    {
        SyntaxNode scope = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? node;
        var taken = scope.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);
        return Identifier.Fresh(wish, new HashSet<string>(taken, StringComparer.Ordinal));
    }
}
