using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>The token and the nursery that code at a finding can use: the innermost first.</summary>
internal static class AtHand
{
    /// <summary>The property in which a diagnostic says which token is meant.</summary>
    public const string TokenProperty = "token";

    /// <summary>How the code gets at the token of the scope that it runs in: <c>cancellationToken</c>, <c>nursery.Token</c>.</summary>
    public static ExpressionSyntax? Token(FixTarget target)
    {
        if (target.Diagnostic.Properties.TryGetValue(TokenProperty, out var known) && known is { Length: > 0 })
            return SyntaxFactory.ParseExpression(known);

        foreach (var symbol in InReach(target, ofOwnScope: true))
        {
            if (TypeOf(symbol) is not { } type)
                continue;
            if (KnownTypes.IsCancellationToken(type))
                return NameOf(symbol);
            if (KnownTypes.IsCancelScope(type) || IsNursery(type))
                return Code.Member(NameOf(symbol), "Token");
        }

        return null;
    }

    /// <summary>The nursery that the code can start children in, and its type.</summary>
    public static (IdentifierNameSyntax Name, ITypeSymbol Type)? Nursery(FixTarget target)
    {
        foreach (var symbol in InReach(target, ofOwnScope: false))
        {
            if (TypeOf(symbol) is { } type && IsNursery(type))
                return (NameOf(symbol), type);
        }

        return null;
    }

    /// <summary>Whether the type is <c>Nursery</c> or a generated one, which converts to it.</summary>
    public static bool IsNursery(ITypeSymbol type) =>
        KnownTypes.IsUntypedNursery(type)
        || (type.TypeKind == TypeKind.Struct && type.GetMembers(WellKnownMemberNames.ImplicitConversionName)
            .Any(static member => member is IMethodSymbol conversion && KnownTypes.IsUntypedNursery(conversion.ReturnType)));

    /// <param name="target">The finding.</param>
    /// <param name="ofOwnScope">Whether to stop at a function that a nursery or a scope runs: outside of it, tokens are others.</param>
    private static IEnumerable<ISymbol> InReach(FixTarget target, bool ofOwnScope)
    {
        var position = target.Node.SpanStart;
        for (var node = target.Node; node is not null; node = node.Parent)
        {
            foreach (var symbol in DeclaredBy(target, node, position))
            {
                // What an inner declaration hides can't be named.
                if (target.Model.LookupSymbols(position, name: symbol.Name).Contains(symbol, SymbolEqualityComparer.Default))
                    yield return symbol;
            }

            if (node is MemberDeclarationSyntax || IsStatic(node) || (ofOwnScope && IsHanded(target, node)))
                yield break;
        }
    }

    private static IEnumerable<ISymbol> DeclaredBy(FixTarget target, SyntaxNode node, int position) => node switch
    {
        BlockSyntax block => block.Statements.OfType<LocalDeclarationStatementSyntax>()
            .Where(local => local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && local.Span.End <= position)
            .Reverse().SelectMany(local => Scopes(target, local.Declaration)),
        UsingStatementSyntax { Declaration: { } declaration } block when block.Statement.SpanStart <= position =>
            Scopes(target, declaration),
        LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax =>
            Parameters(target.Model.GetDeclaredSymbol(node, target.CancellationToken)),
        AnonymousFunctionExpressionSyntax => Parameters(target.SymbolOf(node)),
        _ => [],
    };

    private static IEnumerable<ISymbol> Scopes(FixTarget target, VariableDeclarationSyntax declaration) => declaration.Variables
        .Select(variable => target.Model.GetDeclaredSymbol(variable, target.CancellationToken)).OfType<ILocalSymbol>()
        .Where(static local => KnownTypes.IsCancelScope(local.Type));

    // A child that takes its nursery as well has a token of its own.
    private static IEnumerable<ISymbol> Parameters(ISymbol? function) => function is IMethodSymbol method
        ? method.Parameters.Where(static parameter => parameter.Name != "_" && parameter.RefKind == RefKind.None)
            .OrderByDescending(static parameter => KnownTypes.IsCancellationToken(parameter.Type))
        : [];

    /// <summary>Whether a nursery or a scope runs the function.</summary>
    private static bool IsHanded(FixTarget target, SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && target.SymbolOf(call)?.ContainingType is { } type
        && (IsNursery(type) || KnownTypes.IsCancelScope(type) || IsHost(type));

    private static bool IsHost(ITypeSymbol type) => type is { Name: "NurseryHost", ContainingNamespace.Name: WellKnownNames.Namespace };

    private static bool IsStatic(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        _ => null,
    };

    private static IdentifierNameSyntax NameOf(ISymbol symbol) => SyntaxFactory.IdentifierName(Identifier.Escape(symbol.Name));
}
