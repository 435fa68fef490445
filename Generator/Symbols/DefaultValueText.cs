using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NurseryGen.Generator.Symbols;

/// <summary>Writes a parameter's default value as an expression, the same in every culture.</summary>
internal static class DefaultValueText
{
    public static string? Of(IParameterSymbol parameter, TypeText text)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;

        return parameter.ExplicitDefaultValue is { } value ? Constant(parameter.Type, value, text) : Absent(parameter.Type);
    }

    // The caller of a method without nullable annotations gets no warning for its null default: nor may our restatement give one.
    // Of a type that isn't there yet, the compiler takes for granted that it is a class.
    private static string Absent(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error, NullableAnnotation: NullableAnnotation.Annotated } => "default",
        { TypeKind: TypeKind.Error } => "default!",
        { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } => "null",
        { IsReferenceType: true } => "null!",
        { IsValueType: true } => "default",
        { NullableAnnotation: NullableAnnotation.Annotated } => "default",
        _ => "default!",
    };

    private static string Constant(ITypeSymbol type, object value, TypeText text)
    {
        var bare = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        return bare.TypeKind == TypeKind.Enum ? $"({text.Of(bare)})({Literal(value)})" : Literal(value);
    }

    /// <summary>A constant, the same in every culture.</summary>
    public static string Literal(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string characters => SymbolDisplay.FormatLiteral(characters, quote: true),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        float number => Single(number),
        double number => Double(number),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        byte or sbyte or short or ushort or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };

    private static string Single(float number)
    {
        if (float.IsNaN(number))
            return "float.NaN";
        if (float.IsInfinity(number))
            return number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        if (number == 0)
            return 1 / number < 0 ? "-0F" : "0F";

        // "R" is the short form; older runtimes lose a digit with it now and then.
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var isExact = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var back) && back.Equals(number);
        return (isExact ? text : number.ToString("G9", CultureInfo.InvariantCulture)) + "F";
    }

    private static string Double(double number)
    {
        if (double.IsNaN(number))
            return "double.NaN";
        if (double.IsInfinity(number))
            return number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        if (number == 0)
            return 1 / number < 0 ? "-0D" : "0D";

        // "R" is the short form; older runtimes lose a digit with it now and then.
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var isExact = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var back) && back.Equals(number);
        return (isExact ? text : number.ToString("G17", CultureInfo.InvariantCulture)) + "D";
    }
}
