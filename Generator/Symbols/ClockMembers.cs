using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Finds what could be the clock of a type's methods.</summary>
internal static class ClockMembers
{
    /// <summary>The members of a type that are TimeProviders with a name: fields, and after them properties.</summary>
    public static ISymbol[] In(INamedTypeSymbol type)
    {
        var members = type.GetMembers();
        var fields = members.OfType<IFieldSymbol>().Where(static field => KnownTypes.IsTimeProvider(field.Type));
        var properties = members.OfType<IPropertySymbol>().Where(static property =>
            property is { GetMethod: not null, IsIndexer: false } && KnownTypes.IsTimeProvider(property.Type));
        return [.. fields.Concat<ISymbol>(properties).Where(static member =>
            member.CanBeReferencedByName && Identifier.IsValid(member.Name))];
    }
}
