using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>A type's part of hint names.</summary>
/// <remarks>
/// Nested types are joined with <c>+</c> and arity is told by <c>`</c>, neither of which is in any identifier, so different names stay
/// different.
/// </remarks>
/// <param name="Name">With its namespace and the types around it.</param>
/// <param name="HasTwin">Whether a name that differs in case alone stands beside one of these.</param>
internal sealed record TypeHint(string Name, bool HasTwin)
{
    public const string Extension = ".g.cs";
    public const int LongestName = 120;

    private const int HashLength = 17;

    /// <summary>
    /// The name of the file for the positions of all methods: <c>Demo.SiteChecker-Positions.g.cs</c>. Not joined with a dot: a method could
    /// be called <c>Positions</c>.
    /// </summary>
    public string Companion { get; } = Shortened(Name, HasTwin, exact: Name) + "-Positions" + Extension;

    public static TypeHint Of(INamedTypeSymbol type) => new(NameOfType(type), HasTwinType(type));

    /// <summary>The name itself where that will do, else cut to its length, with the hash of what tells it from others.</summary>
    public static string Shortened(string name, bool needsHash, string exact) =>
        !needsHash && name.Length <= LongestName ? name
        : $"{(name.Length <= LongestName ? name : name.Substring(0, LongestName - HashLength))}-{StableHash.Of(exact)}";

    public static string Arity(int arity) =>
        arity == 0 ? "" : "`" + arity.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string NameOfType(INamedTypeSymbol type)
    {
        var own = type.Name + Arity(type.Arity);
        if (type.ContainingType is { } outer)
            return $"{NameOfType(outer)}+{own}";

        return OfNamespace(type.ContainingNamespace) + own;
    }

    // Not the display string, which has an @ before keywords: no hint name may.
    private static string OfNamespace(INamespaceSymbol? ns) =>
        ns is null or { IsGlobalNamespace: true } ? "" : $"{OfNamespace(ns.ContainingNamespace)}{ns.Name}.";

    /// <summary>Whether a type or namespace around the method has a sibling whose name differs in case alone.</summary>
    private static bool HasTwinType(INamedTypeSymbol type)
    {
        for (INamespaceOrTypeSymbol? current = type; current is { Name.Length: > 0 };)
        {
            var outer = (INamespaceOrTypeSymbol?)current.ContainingType ?? current.ContainingNamespace;
            var name = current.Name;
            if (outer is null)
                return false;

            if (outer.GetMembers().OfType<INamespaceOrTypeSymbol>().Any(sibling => DifferInCaseOnly(sibling.Name, name)))
                return true;

            current = outer;
        }

        return false;
    }

    private static bool DifferInCaseOnly(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase) && !string.Equals(one, other, StringComparison.Ordinal);
}
