using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Something that has a token, where the code can name it.</summary>
/// <param name="Symbol">The parameter or local.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsOwn">
/// Whether its token is that of the scope that the code runs under; else it is an outer one, which that scope doesn't cancel.
/// </param>
internal readonly record struct TokenSource(ISymbol Symbol, TokenSourceKind Kind, bool IsOwn)
{
    /// <summary>How code names the token: <c>cancellationToken</c>, <c>nursery.Token</c>.</summary>
    public string Text => Kind == TokenSourceKind.Token ? Name : Name + ".Token";

    private string Name => Identifier.Escape(Symbol.Name);
}

/// <summary>What a token comes from.</summary>
internal enum TokenSourceKind
{
    /// <summary>A CancellationToken.</summary>
    Token,

    /// <summary>The handle of a nursery, untyped or generated.</summary>
    Nursery,

    /// <summary>A CancelScope.</summary>
    Scope,
}

/// <summary>Finds the tokens, nurseries and cancel scopes within an operation's reach: parameters and <c>using</c> variables.</summary>
/// <remarks>
/// The nearest first: a scope opened around the operation, then the function's parameters, then what it captures. What lies beyond a
/// function that a nursery or scope runs is an outer token. So is a nursery's beside a CancellationToken parameter of the same function,
/// since that is the narrower. Fields and other locals are left out: whose token they hold isn't known; and what is called <c>_</c>, which
/// says that it isn't wanted.
/// </remarks>
internal static class TokenReach
{
    public static IEnumerable<TokenSource> From(
        IOperation operation, ISymbol owner, KnownSymbols known, CancellationToken cancellationToken)
    {
        var isOwn = true;
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        IOperation? inner = null;
        for (var node = operation; node is not null; inner = node, node = node.Parent)
        {
            foreach (var scope in OpenedScopes(node, inner, known).Where(scope => !hidden.Contains(scope.Name)))
                yield return new TokenSource(scope, TokenSourceKind.Scope, isOwn);

            if (node.FunctionSymbol() is not { } function || inner is null)
                continue;

            foreach (var source in Parameters(function, isOwn, known, cancellationToken)
                .Where(source => !hidden.Contains(source.Symbol.Name)))
            {
                yield return source;
            }
            if (function.IsStatic)
                yield break;

            // What an inner function's parameter is called, nothing further out can be named by.
            hidden.UnionWith(function.Parameters.Select(static parameter => parameter.Name));

            isOwn &= FunctionUse.Of(node, known).Kind != FunctionUseKind.Handed;
        }

        if (owner is IMethodSymbol method)
        {
            foreach (var source in Parameters(method, isOwn, known, cancellationToken)
                .Where(source => !hidden.Contains(source.Symbol.Name)))
            {
                yield return source;
            }
        }
    }

    private static IEnumerable<TokenSource> Parameters(
        IMethodSymbol function, bool isOwn, KnownSymbols known, CancellationToken cancellationToken)
    {
        var hasToken = false;
        var named = function.Parameters.Where(static parameter => parameter.Name != "_").ToArray();
        foreach (var parameter in named)
        {
            if (parameter.RefKind == RefKind.None && KnownSymbols.Is(parameter.Type, known.CancellationToken))
            {
                hasToken = true;
                yield return new TokenSource(parameter, TokenSourceKind.Token, isOwn);
            }
        }

        foreach (var parameter in named)
        {
            if (KnownSymbols.Is(parameter.Type, known.CancelScope))
                yield return new TokenSource(parameter, TokenSourceKind.Scope, isOwn && !hasToken);
            else if (known.IsNurseryHandle(parameter, cancellationToken))
                yield return new TokenSource(parameter, TokenSourceKind.Nursery, isOwn && !hasToken);
        }
    }

    /// <summary>The cancel scopes that are opened by <c>using</c> in an operation, before the part that is looked at.</summary>
    private static IEnumerable<ILocalSymbol> OpenedScopes(IOperation node, IOperation? inner, KnownSymbols known)
    {
        var groups = node switch
        {
            IUsingOperation statement when ReferenceEquals(statement.Body, inner) => [statement.Resources],
            IBlockOperation block => block.Operations.TakeWhile(operation => !ReferenceEquals(operation, inner))
                .OfType<IUsingDeclarationOperation>().Select(static declaration => (IOperation)declaration.DeclarationGroup).Reverse(),
            _ => [],
        };
        return groups.OfType<IVariableDeclarationGroupOperation>()
            .SelectMany(static group => group.GetDeclaredVariables())
            .Where(local => KnownSymbols.Is(local.Type, known.CancelScope));
    }
}
