using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>
/// Names generated files: <c>Demo.SiteChecker.CheckAsync.g.cs</c> a nursery's, and <c>Demo.SiteChecker-Positions.g.cs</c> the one for all
/// positions of its type.
/// </summary>
/// <remarks>
/// Nested types are joined with <c>+</c> and arity is told by <c>`</c>, neither of which is in any identifier, so different names stay
/// different. The compiler compares hint names without regard to case, and a method can have overloads: where either makes two
/// names alike, each gets a hash of its exact name and parameters. A name too long for a file system is cut and hashed likewise.
/// </remarks>
internal static class HintName
{
    private const string Extension = ".g.cs";
    private const int LongestName = 120;
    private const int HashLength = 17;

    public static string Of(IMethodSymbol method)
    {
        var facts = TypeFacts.Of(method.ContainingType);
        var file = $"{facts.Hint.Name}.{method.Name}{Arity(method.Arity)}{Extension}";
        var needsHash = facts.Hint.HasTwin || HasTwinMethod(method, facts);
        return !needsHash && file.Length <= LongestName + Extension.Length
            ? file
            : Hashed(file.Substring(0, file.Length - Extension.Length), method);
    }

    /// <summary>The companion that knows positions. Not joined with a dot: a method could be called <c>Positions</c>.</summary>
    public static string OfCompanion(string type, bool hasTwin) => Shortened(type, hasTwin, exact: type) + "-Positions" + Extension;

    /// <summary>The part of the name that all methods of a type have.</summary>
    public static TypeHint OfType(INamedTypeSymbol type) => new(NameOfType(type), HasTwinType(type));

    private static string Hashed(string name, IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(static parameter => TypeText.Qualified.SignatureOf(parameter.Type));
        return Shortened(name, needsHash: true, exact: $"{name}({string.Join(",", parameters)})") + Extension;
    }

    /// <summary>The name itself where that will do, else cut to its length, with the hash of what tells it from others.</summary>
    private static string Shortened(string name, bool needsHash, string exact) =>
        !needsHash && name.Length <= LongestName ? name
        : $"{(name.Length <= LongestName ? name : name.Substring(0, LongestName - HashLength))}-{StableHash.Of(exact)}";

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

    private static string Arity(int arity) =>
        arity == 0 ? "" : "`" + arity.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool HasTwinMethod(IMethodSymbol method, TypeFacts type)
    {
        foreach (var other in type.Methods)
        {
            if (string.Equals(other.Method.Name, method.Name, StringComparison.OrdinalIgnoreCase)
                && !SymbolEqualityComparer.Default.Equals(other.Method, method)
                && (other.IsNursery || MethodRoles.IsScope(other.Method)))
            {
                return true;
            }
        }

        return false;
    }

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
