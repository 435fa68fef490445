using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Tells what the attributes make of a method.</summary>
/// <remarks>
/// <see cref="MethodMarks"/> and the generator's look at a spelling come to the same answers with less binding: tests hold them to these.
/// </remarks>
internal static class MethodRoles
{
    public static bool IsNursery(IMethodSymbol method) => AttributeReader.Has(method, WellKnownNames.NurseryAttributeName);

    public static bool IsChild(IMethodSymbol method) => AttributeReader.Has(method, WellKnownNames.ChildAttributeName);

    /// <summary>Whether the method has <c>[Timeout]</c> alone: on itself, or on a parameter where it is partial.</summary>
    public static bool IsScope(IMethodSymbol method) =>
        !IsNursery(method)
        && !IsChild(method)
        && (HasTimeout(method) || (method.IsPartialDefinition && TimeoutParameter(method) is not null));

    public static bool HasTimeout(ISymbol symbol) => AttributeReader.Has(symbol, WellKnownNames.TimeoutAttributeName);

    /// <summary>The first parameter marked <c>[Timeout]</c>.</summary>
    public static IParameterSymbol? TimeoutParameter(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (HasTimeout(parameter))
                return parameter;
        }

        return null;
    }

    public static bool HasEach(ISymbol symbol) => AttributeReader.Has(symbol, WellKnownNames.EachAttributeName);

    public static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(static method => method.MethodKind == MethodKind.Ordinary);
}
