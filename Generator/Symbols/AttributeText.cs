using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Writes an attribute of the user's as generated code restates it.</summary>
internal static class AttributeText
{
    /// <summary><c>[global::System.Obsolete("use Two")]</c>; null where an argument is wrong, which the compiler reports.</summary>
    public static string? Of(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } type || attribute.AttributeConstructor is null)
            return null;

        var arguments = new List<string>();
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (Constant(argument) is not { } text)
                return null;

            arguments.Add(text);
        }

        foreach (var named in attribute.NamedArguments)
        {
            if (Constant(named.Value) is not { } text)
                return null;

            arguments.Add($"{Identifier.Escape(named.Key)} = {text}");
        }

        var list = arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
        return $"[{TypeText.Qualified.Of(type)}{list}]";
    }

    private static string? Constant(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => null,
        _ when constant.IsNull => "null",
        TypedConstantKind.Array => Array(constant),
        TypedConstantKind.Type => $"typeof({TypeText.Qualified.Of((ITypeSymbol)constant.Value!)})",
        TypedConstantKind.Enum => $"({TypeText.Qualified.Of(constant.Type!)})({DefaultValueText.Literal(constant.Value!)})",
        _ => Cast(constant) + DefaultValueText.Literal(constant.Value!),
    };

    /// <summary>An overload is chosen by the type of its argument, which the literal of a small number doesn't have.</summary>
    private static string Cast(TypedConstant constant) => constant.Value switch
    {
        byte => "(byte)",
        sbyte => "(sbyte)",
        short => "(short)",
        ushort => "(ushort)",
        _ => "",
    };

    private static string? Array(TypedConstant constant)
    {
        var items = new List<string>();
        foreach (var value in constant.Values)
        {
            if (Constant(value) is not { } text)
                return null;

            items.Add(text);
        }

        return $"new {TypeText.Qualified.Of(((IArrayTypeSymbol)constant.Type!).ElementType)}[] {{ {string.Join(", ", items)} }}";
    }
}
