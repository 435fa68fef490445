using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// Recognises expressions that are a token within reach: <c>cancellationToken</c>, <c>nursery.Token</c>, <c>scope.Token</c>.
/// </summary>
internal static class TokenReference
{
    /// <summary>The source whose token an expression is; null where it is none of them.</summary>
    public static TokenSource? Of(IOperation? value, IEnumerable<TokenSource> sources)
    {
        if (value.Unwrapped() is ILocalReferenceOperation { Type: { } type } local && Symbols.KnownTypes.IsCancellationToken(type))
            return LocalValues.OnlyOf(local) is { } given and not ILocalReferenceOperation ? Of(given, sources) : null;

        // A linked source's token is cancelled with the one that it is linked to.
        if (value.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } linked }
            && LinkedTo(linked) is { } outer)
        {
            return outer.Select(one => Of(one, sources)).FirstOrDefault(static one => one is not null);
        }

        var (symbol, isToken) = value.Unwrapped() switch
        {
            IParameterReferenceOperation parameter => (parameter.Parameter, true),
            IPropertyReferenceOperation { Property.Name: "Token", Instance: { } holder } => (holder.ReferredSymbol(), false),
            _ => (null, false),
        };
        if (symbol is null)
            return null;

        foreach (var source in sources)
        {
            if (SymbolEqualityComparer.Default.Equals(source.Symbol, symbol) && isToken == (source.Kind == TokenSourceKind.Token))
                return source;
        }

        return null;
    }

    /// <summary>The tokens that a local's source is linked to; null where it isn't.</summary>
    public static IEnumerable<IOperation>? LinkedTo(IOperation? source) =>
        source.Unwrapped() is ILocalReferenceOperation { Type.Name: "CancellationTokenSource" } local
        && LocalValues.OnlyOf(local) is IInvocationOperation { TargetMethod.Name: "CreateLinkedTokenSource" } call
            ? call.Arguments.SelectMany(static argument => argument.Value is IArrayCreationOperation { Initializer: { } elements }
                ? (IEnumerable<IOperation>)elements.ElementValues : new[] { argument.Value })
            : null;

    /// <summary>Whether the argument is a token that the code gives for a parameter declared to be one.</summary>
    public static bool IsToken(this IArgumentOperation argument, KnownSymbols known) =>
        argument.ArgumentKind != ArgumentKind.DefaultValue
        && (KnownSymbols.Is(argument.Parameter?.OriginalDefinition.Type, known.CancellationToken)
            || (argument.Parameter is { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.DelegateInvoke }, Type: var given }
                && KnownSymbols.Is(given, known.CancellationToken)));

    /// <summary>
    /// Whether the operation hands one of the tokens to a call, or throws if it is cancelled: so it ends with that token.
    /// </summary>
    public static bool Obeys(IOperation operation, TokenSource[] sources, KnownSymbols known) => operation switch
    {
        IArgumentOperation argument => argument.IsToken(known) && Of(argument.Value, sources) is not null,
        IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested" } check => Of(check.Instance, sources) is not null,
        IInvocationOperation { TargetMethod.Name: "JoinAsync", Instance: { } nursery } => known.IsNurseryHandle(nursery.Type),

        // A child that says when it is ready is waited for, and a cancelled one never is.
        IInvocationOperation { TargetMethod: { Name: var start, ReturnType: { } started }, Instance: { } nursery }
            when start.StartsWith("Start", StringComparison.Ordinal) && start.EndsWith("Async", StringComparison.Ordinal) =>
            known.IsNurseryHandle(nursery.Type) && Symbols.KnownTypes.IsAwaitable(started, out _, out _),
        _ => false,
    };

    /// <summary>Whether the operation asks if something is cancelled.</summary>
    public static bool AsksIfCancelled(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation property =>
            property.Property.Name is "IsCancellationRequested" or "IsCancellationRequested" or "CanceledCaught",
        IInvocationOperation call => call.TargetMethod.Name == "Catches",
        _ => false,
    };
}
