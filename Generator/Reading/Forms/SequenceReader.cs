using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads the parameter marked <c>[Each]</c>.</summary>
internal static class SequenceReader
{
    /// <summary>The sequence; null where the parameter is none, or not the only one.</summary>
    public static Sequence? Read(ReadingContext context)
    {
        var marked = context.Method.Parameters.Where(MethodRoles.HasEach).ToArray();
        foreach (var surplus in marked.Skip(1))
            Refuse(context, surplus, $"'{marked[0].Name}' is the sequence already; keep one [Each]");

        var parameter = marked[0];
        if (parameter.Type.TypeKind == TypeKind.Error)
            return null;

        var sequence = Read(parameter, context.Text);
        if (sequence is null)
        {
            var type = TypeText.Short.Of(parameter.Type);
            var isSeveral = InterfacesOf(parameter.Type)
                .Count(static one => KnownTypes.IsEnumerable(one, out _) || KnownTypes.IsStream(one, out _)) > 1;
            Refuse(context, parameter, isSeveral
                ? $"'{type}' is a sequence of more than one type; take an IEnumerable<T> or an IAsyncEnumerable<T> of the one that is meant"
                : $"'{type}' is no sequence; take an array, an IEnumerable<T> or an IAsyncEnumerable<T>");
        }

        return marked.Length == 1 ? sequence : null;
    }

    /// <summary>Reports <c>[Each]</c> on a parameter of a method that is no nursery.</summary>
    public static void CheckStray(ReadingContext context)
    {
        if (MethodRoles.IsNursery(context.Method))
            return;

        foreach (var parameter in context.Method.Parameters.Where(MethodRoles.HasEach))
            Refuse(context, parameter, $"'{context.Method.Name}' is no nursery; remove [Each]");
    }

    public static void Refuse(ReadingContext context, IParameterSymbol parameter, string reason)
    {
        var attribute = AttributeReader.Find(parameter, WellKnownNames.EachAttributeName)!;
        var place = AttributeReader.LocationOf(attribute, context.CancellationToken);
        context.Report(DiagnosticDescriptors.EachMisused, place, parameter.Name, reason);
    }

    private static Sequence? Read(IParameterSymbol parameter, TypeText text)
    {
        var type = parameter.Type;
        var name = Identifier.Escape(parameter.Name);
        var mayBeNull = type is { IsValueType: false, NullableAnnotation: NullableAnnotation.Annotated };
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return Spec(array.ElementType, cast: null, mayKnowLength: true);
        if (KnownTypes.IsEnumerable(type, out var item) || KnownTypes.IsReadOnlyList(type, out item))
            return Spec(item!, cast: null, mayKnowLength: true);
        if (KnownTypes.IsStream(type, out item) || KnownTypes.IsReadOnlyMemory(type, out item))
            return Spec(item!, cast: null, mayKnowLength: false);

        // Of what else is one of these, the compiler would have to infer which: we say.
        return Base(type, static candidate => KnownTypes.IsChannelReader(candidate, out _)) is { } reader
                ? Spec(ItemOf(reader), reader, mayKnowLength: false)
            : Interface(type, static candidate => KnownTypes.IsStream(candidate, out _)) is { } stream
                ? Spec(ItemOf(stream), stream, mayKnowLength: false)
            : Interface(type, static candidate => KnownTypes.IsEnumerable(candidate, out _)) is { } enumerable
                ? Spec(ItemOf(enumerable), enumerable, mayKnowLength: true)
            : null;

        Sequence Spec(ITypeSymbol itemType, ITypeSymbol? cast, bool mayKnowLength)
        {
            var isSame = cast is null || SymbolEqualityComparer.Default.Equals(cast, type);
            var spec = new SequenceSpec(name, isSame ? null : text.Of(cast!), mayBeNull, mayKnowLength, !type.IsValueType);
            return new Sequence(parameter, itemType, spec);
        }
    }

    private static ITypeSymbol ItemOf(INamedTypeSymbol sequence) => sequence.TypeArguments[0];

    /// <summary>All that it implements; of a type parameter, what its constraints say that it does.</summary>
    private static IEnumerable<INamedTypeSymbol> InterfacesOf(ITypeSymbol type) => type is ITypeParameterSymbol parameter
        ? parameter.ConstraintTypes
            .SelectMany(static constraint => constraint is INamedTypeSymbol { TypeKind: TypeKind.Interface } own
                ? InterfacesOf(constraint).Prepend(own)
                : InterfacesOf(constraint))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        : type.AllInterfaces;

    private static INamedTypeSymbol? Base(ITypeSymbol type, Func<ITypeSymbol, bool> isWanted)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Select(constraint => Base(constraint, isWanted))
                .FirstOrDefault(static found => found is not null);
        }

        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (isWanted(current))
                return current;
        }

        return null;
    }

    /// <summary>The only interface of the kind: which of several is meant can't be known.</summary>
    private static INamedTypeSymbol? Interface(ITypeSymbol type, Func<ITypeSymbol, bool> isWanted)
    {
        var found = InterfacesOf(type).Where(candidate => isWanted(candidate)).Take(2).ToArray();
        return found.Length == 1 ? found[0] : null;
    }
}

/// <summary>A sequence that a nursery starts a child for each item of.</summary>
internal sealed record Sequence(IParameterSymbol Parameter, ITypeSymbol Item, SequenceSpec Spec);
