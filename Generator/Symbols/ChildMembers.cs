using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>The <c>[Child]</c> methods that a type has: its own in source order, then those of its base types that it can see.</summary>
internal static class ChildMembers
{
    public static IEnumerable<MethodFacts> Of(INamedTypeSymbol type, Compilation compilation)
    {
        var nearer = new List<MethodFacts>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(current, type);
            var methods = TypeFacts.Of(current).Methods;
            foreach (var method in methods)
            {
                if (method.IsChild && (isOwn || IsInherited(method)))
                    yield return method;
            }

            if (current.BaseType is { SpecialType: SpecialType.None })
                nearer.AddRange(methods);
        }

        bool IsInherited(MethodFacts method) =>
            compilation.IsSymbolAccessibleWithin(method.Method, type, type) && !nearer.Any(other => Replaces(other, method.Method));
    }

    /// <summary>Whether a method of a nearer type is a child in place of the one of a base type, or hides it.</summary>
    private static bool Replaces(MethodFacts nearer, IMethodSymbol method)
    {
        if (nearer.Method.Name != method.Name || !Signature.IsSame(nearer.Method, method))
            return false;

        // An override that isn't marked is called through the method that is.
        return !nearer.Method.IsOverride || nearer.IsChild;
    }
}
