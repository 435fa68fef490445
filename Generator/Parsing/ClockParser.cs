using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            var clock = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => IsUsable(context, field, field.Type))
                ?? (ISymbol?)type.GetMembers().OfType<IPropertySymbol>()
                    .FirstOrDefault(
                        property => property is { GetMethod: not null, IsIndexer: false } && IsUsable(context, property, property.Type));
            if (clock is not null)
                return new ClockSpec(Qualifier(method, clock, container) + Identifier.Escape(clock.Name), IsCaptured: false);

            var isOwn = SymbolEqualityComparer.Default.Equals(type, context.Type);
            if (isOwn && !method.IsStatic && PrimaryConstructorParameter(context) is { } parameter)
                return new ClockSpec(Identifier.Escape(parameter.Name), IsCaptured: true);
        }

        return null;
    }

    private static bool IsUsable(ParseContext context, ISymbol member, ITypeSymbol type) =>
        member.CanBeReferencedByName
        && (member.IsStatic || !context.Method.IsStatic)
        && KnownTypes.IsTimeProvider(type)
        && Identifier.IsValid(member.Name)
        && context.Compilation.IsSymbolAccessibleWithin(member, context.Type);

    // A parameter of the method's own hides a member of the same name, which then has to be qualified.
    private static string Qualifier(IMethodSymbol method, ISymbol clock, ContainerSpec container)
    {
        if (method.Parameters.All(parameter => parameter.Name != clock.Name))
            return "";

        return clock.IsStatic ? container.Reference + "." : "this.";
    }

    /// <summary>The parameter, unless one of the method's own hides it: there is no qualifying that.</summary>
    private static IParameterSymbol? PrimaryConstructorParameter(ParseContext context)
    {
        foreach (var constructor in context.Type.InstanceConstructors)
        {
            var isPrimary = constructor.DeclaringSyntaxReferences
                .Any(reference => reference.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax { ParameterList: not null });
            if (isPrimary)
            {
                return constructor.Parameters.FirstOrDefault(parameter =>
                    parameter.RefKind == RefKind.None
                    && KnownTypes.IsTimeProvider(parameter.Type)
                    && Identifier.IsValid(parameter.Name)
                    && context.Method.Parameters.All(own => own.Name != parameter.Name));
            }
        }

        return null;
    }
}
