using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>The names of types as generated code spells them, written once for each type that there is.</summary>
/// <remarks>
/// The compiler's own display is made for every kind of type, and dear: the usual ones are put together from what it said of their
/// definitions before. Those of referenced assemblies outlive an edit, and their names with them.
/// </remarks>
internal static class QualifiedNames
{
    private static readonly SymbolDisplayFormat s_format =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private static readonly ConditionalWeakTable<INamedTypeSymbol, string> s_known = new();
    private static readonly ConditionalWeakTable<INamedTypeSymbol, string>.CreateValueCallback s_write =
        static definition => definition.ToDisplayString(s_format);

    /// <summary>The type with its arguments and nullability; null where it is none of the usual.</summary>
    public static string? Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol
            {
                TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.Enum or TypeKind.Delegate,
                ContainingType: null,
                IsTupleType: false,
                IsUnboundGenericType: false,
                IsNativeIntegerType: false,
                OriginalDefinition: { SpecialType: not SpecialType.System_Nullable_T } definition,
            } named)
        {
            return null;
        }

        var name = s_known.GetValue(definition, s_write);
        if (named.Arity > 0)
            name = $"{name}<{Arguments(named)}>";

        return named is { NullableAnnotation: NullableAnnotation.Annotated, IsValueType: false } ? name + "?" : name;
    }

    private static string Arguments(INamedTypeSymbol type)
    {
        var arguments = type.TypeArguments;
        return arguments.Length == 1 ? TypeText.Qualified.Of(arguments[0]) : string.Join(", ", arguments.Select(TypeText.Qualified.Of));
    }
}
