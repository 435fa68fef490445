using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator;
using NurseryGen.Generator.Rules;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>The token and the nursery that code at a finding can use: the innermost first.</summary>
internal static class AvailableTokens
{
    /// <summary>
    /// How the code gets at the token of the scope that it runs in: as the finding says, or else as the analyzers see it.
    /// </summary>
    public static ExpressionSyntax? Token(FixTarget target)
    {
        var text = target.Property(FixProperties.Token)
            ?? InReach(target).Where(static source => source.IsOwn).Select(static source => source.Text).FirstOrDefault();
        return text is null || IsCancelledByThen(target, text) ? null : SyntaxFactory.ParseExpression(text);
    }

    /// <summary>
    /// Whether the code is cleanup, and the token from outside it: NUR205 warns of that, so no other fix may write it.
    /// </summary>
    private static bool IsCancelledByThen(FixTarget target, string text)
    {
        if (KnownSymbols.Of(target.Model.Compilation) is not { } known
            || OperationAt(target) is not { } operation
            || CleanupPlaces.Around(operation, known).FirstOrDefault(place => IsCleanup(place, known)) is not { } cleanup)
        {
            return false;
        }

        return !InReach(target).Any(source => source.Text == text
            && source.Symbol.DeclaringSyntaxReferences.Any(declared => cleanup.Syntax.Span.Contains(declared.Span)));

        static bool IsCleanup(IOperation place, KnownSymbols known) =>
            place is not ICatchClauseOperation clause || CatchClauses.CatchesCancellation(clause, known);
    }

    /// <summary>The nursery that the code can start children in, and its type.</summary>
    public static (IdentifierNameSyntax Name, ITypeSymbol Type)? Nursery(FixTarget target)
    {
        foreach (var source in InReach(target))
        {
            if (source is { Kind: TokenSourceKind.Nursery, Symbol: IParameterSymbol parameter })
                return (SyntaxFactory.IdentifierName(Identifier.Escape(parameter.Name)), parameter.Type);
        }

        return null;
    }

    /// <summary>Whether the type is <c>Nursery</c> or a generated one, which converts to it.</summary>
    public static bool IsNurseryHandle(FixTarget target, ITypeSymbol type) =>
        KnownSymbols.Of(target.Model.Compilation)?.IsNurseryHandle(type) == true;

    private static IEnumerable<TokenSource> InReach(FixTarget target)
    {
        var position = target.Node.SpanStart;
        if (KnownSymbols.Of(target.Model.Compilation) is not { } known
            || OperationAt(target) is not { } operation
            || MemberAt(target, position) is not { } member)
        {
            return [];
        }

        // What an inner declaration hides can't be named.
        return TokenReach.From(operation, member, known, target.CancellationToken).Where(source =>
            target.Model.LookupSymbols(position, name: source.Symbol.Name).Contains(source.Symbol, SymbolEqualityComparer.Default));
    }

    /// <summary>The operation that the finding is on, or the innermost that it is in: keywords and types are none.</summary>
    private static IOperation? OperationAt(FixTarget target) => target.Node.AncestorsAndSelf()
        .Select(node => target.Model.GetOperation(node, target.CancellationToken))
        .FirstOrDefault(static operation => operation is not null);

    private static ISymbol? MemberAt(FixTarget target, int position)
    {
        var member = target.Model.GetEnclosingSymbol(position, target.CancellationToken);
        while (member is IMethodSymbol { ContainingSymbol: IMethodSymbol outer })
            member = outer;

        return member;
    }
}
