using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Parsing;

/// <summary>
/// How accessible a <c>Start…</c> method can be: a user may make a nursery type public whose children take internal types.
/// </summary>
internal static class StartAccessibility
{
    public static string Of(IMethodSymbol child, INamedTypeSymbol? userPart)
    {
        // A private struct is seen where the child is seen, so whatever the child's signature names is seen there too.
        if (userPart is null || userPart.DeclaredAccessibility == Accessibility.Private)
            return "public";

        var types = child.Parameters.Select(static parameter => parameter.Type).Append(child.ReturnType)
            .Where(static type => type.TypeKind != TypeKind.Error)
            .Concat(child.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes));
        var least = types.Select(Effective).DefaultIfEmpty(Accessibility.Public).Min();
        return least >= Effective(userPart) ? "public" : least >= Accessibility.Internal ? "internal" : "private";
    }

    /// <summary>The least accessible of a type, the types around it and its type arguments.</summary>
    private static Accessibility Effective(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Effective(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Select(Effective)
            .Append(Declared(named))
            .Append(named.ContainingType is { } outer ? Effective(outer) : Accessibility.Public)
            .Min(),
        _ => Accessibility.Public,
    };

    // 'protected' and 'internal' have no order of their own: what is protected is treated as private, which always compiles.
    private static Accessibility Declared(INamedTypeSymbol type) => type.DeclaredAccessibility switch
    {
        Accessibility.Public => Accessibility.Public,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => Accessibility.Internal,
        _ when type.TypeKind is TypeKind.TypeParameter or TypeKind.Error or TypeKind.Dynamic => Accessibility.Public,
        _ when type.IsTupleType => Accessibility.Public,
        _ => Accessibility.Private,
    };
}
