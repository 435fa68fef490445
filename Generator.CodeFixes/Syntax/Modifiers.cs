using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Adds modifiers to declarations, and takes them away, with what stands before the declaration left in its place.</summary>
internal static class Modifiers
{
    /// <summary>Adds a modifier after all others, where <c>partial</c> belongs.</summary>
    public static T Append<T>(T member, SyntaxKind modifier)
        where T : MemberDeclarationSyntax => With(member, [.. member.Modifiers, SyntaxFactory.Token(modifier)]);

    /// <summary>Adds a modifier before <c>async</c> and <c>partial</c>, which are the last.</summary>
    public static T Insert<T>(T member, SyntaxKind modifier)
        where T : MemberDeclarationSyntax
    {
        var at = member.Modifiers.TakeWhile(static own => own.Kind() is not (SyntaxKind.AsyncKeyword or SyntaxKind.PartialKeyword)).Count();
        return With(member, member.Modifiers.Insert(at, SyntaxFactory.Token(modifier)));
    }

    /// <summary>Gives a member these modifiers and no others.</summary>
    public static T With<T>(T member, IEnumerable<SyntaxToken> modifiers)
        where T : MemberDeclarationSyntax
    {
        var first = FirstAfterAttributes(member);
        var leading = first.LeadingTrivia;
        var bare = member.ReplaceToken(first, first.WithLeadingTrivia());
        var spaced = modifiers.Select(static token => token.WithLeadingTrivia().WithTrailingTrivia(
            token.TrailingTrivia.FullSpan.Length > 0 ? token.TrailingTrivia : SyntaxFactory.TriviaList(SyntaxFactory.Space)));
        var changed = (T)bare.WithModifiers(SyntaxFactory.TokenList(spaced));
        first = FirstAfterAttributes(changed);
        return changed.ReplaceToken(first, first.WithLeadingTrivia(leading));
    }

    private static SyntaxToken FirstAfterAttributes(MemberDeclarationSyntax member) =>
        member.AttributeLists.Count == 0 ? member.GetFirstToken() : member.AttributeLists.Last().GetLastToken().GetNextToken();
}
