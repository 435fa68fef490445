using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Symbols;

/// <summary>Finds the project's attributes on symbols, and the exact place of their arguments.</summary>
internal static class AttributeReader
{
    public static AttributeData? Find(ISymbol symbol, string attributeName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (OwnName(attribute) == attributeName)
                return attribute;
        }

        return null;
    }

    /// <summary>The name of the attribute's class, if it is one of ours.</summary>
    public static string? OwnName(AttributeData attribute) =>
        attribute.AttributeClass is
        {
            ContainingType: null, ContainingNamespace: { Name: WellKnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true },
        } type
            ? type.Name
            : null;

    /// <summary>The names that the attribute lists: one by one, or as an array, which is no CLS-compliant argument.</summary>
    public static string?[] NamesOf(AttributeData? attribute)
    {
        if (attribute is null || attribute.ConstructorArguments.IsEmpty)
            return [];

        var arguments = attribute.ConstructorArguments;
        if (arguments[0].Kind == TypedConstantKind.Array)
        {
            if (arguments[0].IsNull)
                return [];

            arguments = arguments[0].Values;
        }

        var names = arguments.IsEmpty ? [] : new string?[arguments.Length];
        for (var index = 0; index < names.Length; index++)
            names[index] = arguments[index].Value as string;

        return names;
    }

    public static bool Has(ISymbol symbol, string attributeName) => Find(symbol, attributeName) is not null;

    /// <summary>A named argument's value: <c>Start = ChildStart.Inline</c>. Enums come as their numbers.</summary>
    public static T Named<T>(AttributeData attribute, string name, T otherwise)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind is not TypedConstantKind.Array and not TypedConstantKind.Error)
                return argument.Value.Value is T value ? value : otherwise;
        }

        return otherwise;
    }

    public static Location? LocationOf(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation();

    /// <summary>The expression after <c>name =</c>; the whole attribute where there is none.</summary>
    public static Location? LocationOfNamed(AttributeData attribute, string name, CancellationToken cancellationToken)
    {
        var arguments = Arguments(attribute, cancellationToken);
        return arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation()
            ?? LocationOf(attribute, cancellationToken);
    }

    /// <summary>The expression of a positional argument; the first where several came in one array.</summary>
    public static Location? LocationOfPositional(AttributeData attribute, int index, CancellationToken cancellationToken)
    {
        var positional = Arguments(attribute, cancellationToken).Where(static argument => argument.NameEquals is null).ToArray();
        return positional.Length == 0
            ? LocationOf(attribute, cancellationToken)
            : positional[index < positional.Length ? index : 0].Expression.GetLocation();
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Arguments(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax { ArgumentList: { } list }
            ? list.Arguments
            : default;
}
