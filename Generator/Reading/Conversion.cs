using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Whether a value can be handed on where generated code hands it on, without an error or a warning there.</summary>
internal static class Conversion
{
    /// <summary>Why a value of one type can't be passed as the other; null where it can.</summary>
    public static string? WhyNot(ITypeSymbol from, ITypeSymbol to, Compilation compilation)
    {
        // What doesn't exist yet may turn out to fit; what never will is the compiler's to report.
        if (KnownTypes.HasErrors(from) || KnownTypes.HasErrors(to))
            return null;

        if (!compilation.HasImplicitConversion(from, to))
            return $"'{TypeText.Short.Of(from)}' does not convert to '{TypeText.Short.Of(to)}'";

        var mayBeNull = from.NullableAnnotation == NullableAnnotation.Annotated && from is not { IsValueType: true };
        var mustNotBeNull = to.NullableAnnotation == NullableAnnotation.NotAnnotated && to.IsReferenceType;
        return mayBeNull && mustNotBeNull ? $"'{TypeText.Short.Of(from)}' may be null and '{TypeText.Short.Of(to)}' may not" : null;
    }

    /// <summary>
    /// Whether the types differ in nested nullability, <c>List&lt;string?&gt;</c> for <c>List&lt;string&gt;</c>, which a <c>!</c>
    /// settles.
    /// </summary>
    public static bool NeedsNullForgiving(ITypeSymbol from, ITypeSymbol to)
    {
        var aligned = from.WithNullableAnnotation(to.NullableAnnotation);
        return SymbolEqualityComparer.Default.Equals(aligned, to) && !SymbolEqualityComparer.IncludeNullability.Equals(aligned, to);
    }
}
