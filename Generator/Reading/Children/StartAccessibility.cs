using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// How accessible a <c>Start…</c> method can be: a user may make a nursery type public whose children take internal types.
/// </summary>
internal static class StartAccessibility
{
    /// <summary>The accessibility; null where a type in the signature leaves none by which anything could call the method.</summary>
    /// <param name="child">The child.</param>
    /// <param name="userPart">The user's own part of the nursery type.</param>
    /// <param name="hidden">The type that is in the way.</param>
    public static string? Of(IMethodSymbol child, INamedTypeSymbol? userPart, out ITypeSymbol? hidden)
    {
        hidden = null;

        // A private struct is seen where the child is seen, so whatever the child's signature names is seen there too.
        if (userPart is null || userPart.DeclaredAccessibility == Accessibility.Private)
            return "public";

        var accessibility = "public";
        foreach (var type in TypesOf(child))
        {
            if (IsSeenWith(type, userPart, isInternal: false))
                continue;

            accessibility = "internal";
            if (IsSeenWith(type, userPart, isInternal: true))
                continue;

            hidden = type;
            return null;
        }

        return accessibility;
    }

    /// <summary>The named types in the child's signature, type arguments and the types around them included.</summary>
    private static IEnumerable<INamedTypeSymbol> TypesOf(IMethodSymbol child) => child.Parameters.Select(static parameter => parameter.Type)
        .Append(child.ReturnType)
        .Concat(child.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes))
        .SelectMany(Parts);

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        IPointerTypeSymbol pointer => Parts(pointer.PointedAtType),
        INamedTypeSymbol { TypeKind: TypeKind.Error } => [],
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.SelectMany(static element => Parts(element.Type)),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Append(named)
            .Concat(named.ContainingType is { } outer ? Parts(outer) : []),
        _ => [],
    };

    /// <summary>Whether a type is seen wherever a member of the nursery type is. Those around it are asked about by themselves.</summary>
    private static bool IsSeenWith(INamedTypeSymbol type, INamedTypeSymbol handle, bool isInternal)
    {
        var staysInAssembly = isInternal || Nest(handle).Any(static outer =>
            outer.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal or Accessibility.Private);
        return type.DeclaredAccessibility switch
        {
            Accessibility.Internal => staysInAssembly,
            Accessibility.Private => StaysIn(type, handle),
            Accessibility.Protected => StaysIn(type, handle) || StaysInFamily(type, handle),
            Accessibility.ProtectedOrInternal => staysInAssembly || StaysIn(type, handle) || StaysInFamily(type, handle),
            Accessibility.ProtectedAndInternal => StaysIn(type, handle) || (staysInAssembly && StaysInFamily(type, handle)),
            _ => true,
        };
    }

    /// <summary>Whether something private keeps the nursery type inside what the type is private to.</summary>
    private static bool StaysIn(INamedTypeSymbol type, INamedTypeSymbol handle) => Nest(handle).Any(outer =>
        outer is { DeclaredAccessibility: Accessibility.Private, ContainingType: { } place }
            && Nest(place).Any(one => IsSame(one, type.ContainingType)));

    /// <summary>Whether something protected keeps the nursery type among those that inherit from where the type is protected.</summary>
    private static bool StaysInFamily(INamedTypeSymbol type, INamedTypeSymbol handle) => Nest(handle).Any(outer =>
        outer is
        {
            DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedAndInternal or Accessibility.Private,
            ContainingType: { } place,
        }
        && Inherited(place).Any(one => IsSame(one, type.ContainingType)));

    private static IEnumerable<INamedTypeSymbol> Nest(INamedTypeSymbol innermost)
    {
        for (var type = innermost; type is not null; type = type.ContainingType)
            yield return type;
    }

    private static IEnumerable<INamedTypeSymbol> Inherited(INamedTypeSymbol derived)
    {
        for (var type = derived; type is not null; type = type.BaseType)
            yield return type;
    }

    private static bool IsSame(INamedTypeSymbol one, INamedTypeSymbol? other) =>
        SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other?.OriginalDefinition);
}
