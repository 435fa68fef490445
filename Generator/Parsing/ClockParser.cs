using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>
/// Finds the TimeProvider of the containing type (rule S26): a field, else a property, else a primary constructor's parameter.
/// </summary>
internal static class ClockParser
{
    public static ClockSpec? Parse(ParseContext context, ContainerSpec container)
    {
        var method = context.Method;
        for (var type = context.Type; type is not null; type = type.BaseType)
        {
            context.ThrowIfCancelled();
            foreach (var clock in TypeFacts.Of(type).Clocks)
            {
                if (IsUsable(context, clock))
                    return new ClockSpec(Qualifier(method, clock, container) + Identifier.Escape(clock.Name), IsCaptured: false);
            }

            var isOwn = SymbolEqualityComparer.Default.Equals(type, context.Type);
            if (isOwn && !method.IsStatic && PrimaryConstructorParameter(context) is { } parameter)
                return new ClockSpec(Identifier.Escape(parameter.Name), IsCaptured: true);
        }

        return null;
    }

    /// <summary>The members of a type that are TimeProviders with a name: fields, and after them properties.</summary>
    public static ISymbol[] CandidatesIn(INamedTypeSymbol type)
    {
        var members = type.GetMembers();
        var fields = members.OfType<IFieldSymbol>().Where(static field => KnownTypes.IsTimeProvider(field.Type));
        var properties = members.OfType<IPropertySymbol>().Where(static property =>
            property is { GetMethod: not null, IsIndexer: false } && KnownTypes.IsTimeProvider(property.Type));
        return [.. fields.Concat<ISymbol>(properties).Where(static member => member.CanBeReferencedByName && Identifier.IsValid(member.Name))];
    }

    private static bool IsUsable(ParseContext context, ISymbol member) =>
        (member.IsStatic || !context.Method.IsStatic)
        && context.Compilation.IsSymbolAccessibleWithin(member, context.Type);

    // A parameter of the method's own hides a member of the same name, which then has to be qualified.
    private static string Qualifier(IMethodSymbol method, ISymbol clock, ContainerSpec container)
    {
        if (method.Parameters.All(parameter => parameter.Name != clock.Name))
            return "";

        return clock.IsStatic ? container.Reference + "." : "this.";
    }

    /// <summary>The parameter, unless one of the method's own hides it: there is no qualifying that.</summary>
    private static IParameterSymbol? PrimaryConstructorParameter(ParseContext context) =>
        context.Facts.PrimaryParameters.FirstOrDefault(parameter =>
            parameter.RefKind == RefKind.None
            && KnownTypes.IsTimeProvider(parameter.Type)
            && Identifier.IsValid(parameter.Name)
            && context.Method.Parameters.All(own => own.Name != parameter.Name));
}
