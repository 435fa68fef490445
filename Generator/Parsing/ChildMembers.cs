using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Parsing;

/// <summary>The <c>[Child]</c> methods that a type has: its own in source order, then those of its base types that it can see.</summary>
internal static class ChildMembers
{
    public static IEnumerable<IMethodSymbol> Of(INamedTypeSymbol type, Compilation compilation)
    {
        var nearer = new List<IMethodSymbol>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(current, type);
            var methods = EntryKind.Methods(current).ToArray();
            foreach (var method in methods)
            {
                var isVisible = isOwn
                    || (compilation.IsSymbolAccessibleWithin(method, type, type) && !nearer.Any(other => Replaces(other, method)));
                if (EntryKind.IsChild(method) && isVisible)
                    yield return method;
            }

            nearer.AddRange(methods);
        }
    }

    /// <summary>Whether a method of a nearer type is a child in place of the one of a base type, or hides it.</summary>
    private static bool Replaces(IMethodSymbol nearer, IMethodSymbol method)
    {
        if (nearer.Name != method.Name || nearer.Arity != method.Arity || Signature(nearer) != Signature(method))
            return false;

        // An override that isn't marked is called through the method that is.
        return !nearer.IsOverride || EntryKind.IsChild(nearer);
    }

    private static string Signature(IMethodSymbol method) =>
        string.Join(",", method.Parameters.Select(static parameter => TypeText.Qualified.SignatureOf(parameter.Type)));
}
