using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Writes type parameters where they are declared: with the attributes that their arguments answer to.</summary>
internal static class TypeParameterText
{
    /// <summary><c>&lt;[DynamicallyAccessedMembers(…)] T, U&gt;</c>, or nothing.</summary>
    public static string Declared(ImmutableArray<ITypeParameterSymbol> parameters, TypeText text) => parameters.IsEmpty
        ? ""
        : $"<{string.Join(", ", parameters.Select(parameter => AttributesOf(parameter) + text.NameOf(parameter)))}>";

    private static string AttributesOf(ITypeParameterSymbol parameter)
    {
        var restated = "";
        foreach (var attribute in parameter.GetAttributes())
        {
            if (CallSiteAttributes.NameOf(attribute) is not null && AttributeText.Of(attribute) is { } written)
                restated += written + " ";
        }

        return restated;
    }
}
