using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>Writes the nest of types around a member, as a further part of each.</summary>
internal static class ContainerNest
{
    private static readonly SymbolDisplayFormat NamespaceFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The nest as generated code writes it; null where it can't be written or is another's.</summary>
    public static ContainerSpec? SpecOf(INamedTypeSymbol innermost)
    {
        var nest = new List<INamedTypeSymbol>();
        for (var type = innermost; type is not null; type = type.ContainingType)
        {
            if (!Identifier.IsValid(type.Name) || !type.TypeParameters.All(static parameter => Identifier.IsValid(parameter.Name)))
                return null;

            nest.Insert(0, type);
        }

        for (var current = innermost.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (!Identifier.IsValid(current.Name))
                return null;
        }

        if (nest.Any(IsRepeated))
            return null;

        var ns = innermost.ContainingNamespace;
        return new ContainerSpec(
            ns is null or { IsGlobalNamespace: true } ? null : ns.ToDisplayString(NamespaceFormat),
            nest.Select(Header).ToArray(),
            Reference(innermost, nest),
            innermost.Name);
    }

    /// <summary>
    /// How the type is named from within: by its simple name alone where an outer type's parameter can't be, because an inner one hides it.
    /// </summary>
    private static string Reference(INamedTypeSymbol innermost, List<INamedTypeSymbol> nest)
    {
        var names = nest.SelectMany(static type => type.TypeParameters).Select(static parameter => parameter.Name).ToArray();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? TypeText.Qualified.Of(innermost)
            : Identifier.Escape(innermost.Name) + TypeText.Qualified.ListOf(innermost.TypeParameters);
    }

    /// <summary>
    /// Whether the type is declared twice and this is the later one: the compiler says so, and one of them is enough to generate for.
    /// </summary>
    private static bool IsRepeated(INamedTypeSymbol type)
    {
        var outer = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
        var first = outer?.GetTypeMembers(type.Name, type.Arity)
            .FirstOrDefault(same => same.Locations.Any(static place => place.IsInSource));
        return first is not null && !SymbolEqualityComparer.Default.Equals(first, type);
    }

    private static string Header(INamedTypeSymbol type)
    {
        var keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Interface, _) => "interface",
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (_, true) => "record",
            _ => "class",
        };
        return $"partial {keyword} {Identifier.Escape(type.Name)}{TypeText.Qualified.ListOf(type.TypeParameters)}";
    }
}
