using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Spells the method that a diagnostic asks for, ready to be pasted.</summary>
internal static class SuggestedSignature
{
    /// <summary><c>private async Task&lt;Report&gt; CheckAsync(CheckNursery nursery, Uri root)</c></summary>
    public static string Body(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var (type, wish) = BodyParameter.Of(method);
        var name = Identifier.Fresh(wish, [.. method.Parameters.Select(static parameter => parameter.Name)]);
        var parameters = ValuesOf(method, cancellationToken).Prepend($"{type} {name}");
        return Write(method, "async ", TypeText.Short.Of(method.ReturnType), method.Name, parameters);
    }

    /// <summary><c>private Quote Cached(string symbol)</c></summary>
    public static string Fallback(CallSource source, string name, CancellationToken cancellationToken) =>
        Write(
            source.Method,
            "",
            source.Result is null ? "void" : TypeText.Short.Of(source.Result),
            name,
            ValuesOf(source.Method, cancellationToken));

    private static string Write(IMethodSymbol method, string async, string returns, string name, IEnumerable<string> parameters)
    {
        var modifiers = (method.IsStatic ? "static " : "") + async;
        var clauses = ConstraintText.Of(method.TypeParameters, TypeText.Short).Select(static clause => " " + clause);
        var generic = Identifier.Escape(name) + TypeText.Short.ListOf(method.TypeParameters);
        return $"private {modifiers}{returns} {generic}({string.Join(", ", parameters)}){string.Concat(clauses)}";
    }

    /// <summary>
    /// Whether a body takes the parameter as a matter of course: the token and the deadline are the scope's by then, and the nursery is at
    /// hand.
    /// </summary>
    public static bool IsValue(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        !KnownTypes.IsCancellationToken(parameter.Type)
        && !MethodRoles.HasTimeout(parameter)
        && !KnownTypes.IsUntypedNursery(parameter.Type)
        && !KnownTypes.IsReady(parameter.Type, out _)
        && !NurseryType.IsTakenOfAny(parameter, cancellationToken);

    private static IEnumerable<string> ValuesOf(IMethodSymbol method, CancellationToken cancellationToken) => method.Parameters
        .Where(parameter => IsValue(parameter, cancellationToken))
        .Select(static parameter => $"{TypeText.Short.Of(parameter.Type)} {Identifier.Escape(parameter.Name)}");
}
