using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Writes types as generated code spells them: fully qualified, nullability kept, type parameters renamed where asked.</summary>
internal sealed class TypeText
{
    private static readonly SymbolDisplayFormat QualifiedFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat WithoutNullability = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly SymbolDisplayFormat ShortFormat = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly SymbolDisplayFormat _format;
    private readonly IReadOnlyDictionary<ITypeParameterSymbol, string>? _renamed;

    private TypeText(SymbolDisplayFormat format, IReadOnlyDictionary<ITypeParameterSymbol, string>? renamed)
    {
        _format = format;
        _renamed = renamed;
    }

    /// <summary>As generated code needs it.</summary>
    public static TypeText Qualified { get; } = new(QualifiedFormat, null);

    /// <summary>As messages do: short, like the user's own spelling.</summary>
    public static TypeText Short { get; } = new(ShortFormat, null);

    /// <summary>
    /// As generated code needs it, with new names of type parameters: a child's are unified with its nursery's, or kept apart.
    /// </summary>
    public static TypeText Renaming(IReadOnlyDictionary<ITypeParameterSymbol, string> renamed) => new(QualifiedFormat, renamed);

    public string Of(ITypeSymbol type) => Write(type, _format);

    /// <summary>
    /// With <c>object</c> for a type that is itself <c>dynamic</c>: what has it is called at compile time, by generated code at least.
    /// </summary>
    public string StaticOf(ITypeSymbol type) => type is IDynamicTypeSymbol
        ? type.NullableAnnotation == NullableAnnotation.Annotated ? "object?" : "object"
        : Of(type);

    /// <summary>Equal for types that overloads cannot tell apart.</summary>
    public string SignatureOf(ITypeSymbol type) => Write(type, WithoutNullability);

    public string NameOf(ITypeParameterSymbol parameter) =>
        _renamed is not null && _renamed.TryGetValue(parameter, out var name) ? name : Identifier.Escape(parameter.Name);

    /// <summary><c>&lt;T, U&gt;</c>, or nothing.</summary>
    public string ListOf(ImmutableArray<ITypeParameterSymbol> parameters) =>
        parameters.IsEmpty ? "" : $"<{string.Join(", ", parameters.Select(NameOf))}>";

    /// <summary>Whether every name in the type can be written: half-typed code has types without names.</summary>
    public static bool IsWritable(ITypeSymbol? type) => type switch
    {
        null => false,
        IDynamicTypeSymbol => true,
        IArrayTypeSymbol array => IsWritable(array.ElementType),
        IPointerTypeSymbol pointer => IsWritable(pointer.PointedAtType),
        IFunctionPointerTypeSymbol => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(static element => IsWritable(element.Type)),
        INamedTypeSymbol { IsUnboundGenericType: true } or INamedTypeSymbol { IsAnonymousType: true } => false,
        // The names of types that don't exist come without the @ that a keyword needs.
        IErrorTypeSymbol missing when Identifier.Escape(missing.Name) != missing.Name => false,
        INamedTypeSymbol named => Identifier.IsValid(named.Name)
            && (named.ContainingType is null || IsWritable(named.ContainingType))
            && named.TypeArguments.All(IsWritable),
        _ => Identifier.IsValid(type.Name),
    };

    /// <summary>The alias of the type whose name begins there.</summary>
    private static string AliasAt(ImmutableArray<SymbolDisplayPart> parts, int index)
    {
        while (index < parts.Length && parts[index].Symbol is not INamedTypeSymbol)
            index++;

        return ExternAliases.Of(index < parts.Length ? parts[index].Symbol!.ContainingAssembly : null);
    }

    private string Write(ITypeSymbol type, SymbolDisplayFormat format)
    {
        if (_renamed is null && (!ExternAliases.Any || ReferenceEquals(format, ShortFormat)))
            return (ReferenceEquals(format, QualifiedFormat) ? QualifiedNames.Of(type) : null) ?? type.ToDisplayString(format);

        var parts = type.ToDisplayParts(format);
        return string.Concat(parts.Select((part, index) =>
            part.Symbol is ITypeParameterSymbol parameter && _renamed is not null && _renamed.TryGetValue(parameter, out var name) ? name
            : part.Kind == SymbolDisplayPartKind.Keyword && part.ToString() == "global" ? AliasAt(parts, index)
            : part.ToString()));
    }
}
