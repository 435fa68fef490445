using System.Collections.Immutable;

namespace NurseryGen.Generator.Rules;

/// <summary>What findings carry for their code fixes: the names, and how a finding's properties begin.</summary>
internal static class FixProperties
{
    /// <summary>The expression to write in place of the marked one.</summary>
    public const string Replacement = "Replacement";

    /// <summary>How code at the marked place names the token of the scope that it runs under.</summary>
    public const string Token = "token";

    /// <summary>The argument to add at the end of the call that is marked, by name where it has to be.</summary>
    public const string Argument = "argument";

    /// <summary>The <c>when</c> filter to add to the catch clause that is marked.</summary>
    public const string Filter = "filter";

    /// <summary>The statement to add to the body of the loop that is marked.</summary>
    public const string Statement = "statement";

    /// <summary>The name of the asynchronous method to call in place of the marked one.</summary>
    public const string Twin = "twin";

    public static ImmutableDictionary<string, string?> None => ImmutableDictionary<string, string?>.Empty;

    /// <summary>The first of a finding's properties.</summary>
    public static ImmutableDictionary<string, string?> With(string name, string value) => None.Add(name, value);
}
