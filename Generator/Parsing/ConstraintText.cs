using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Parsing;

/// <summary>Writes <c>where</c> clauses, which both parts of a partial method have to state alike.</summary>
internal static class ConstraintText
{
    public static string[] Of(ImmutableArray<ITypeParameterSymbol> parameters, TypeText text) =>
        parameters.IsEmpty ? [] : Written(parameters, text);

    private static string[] Written(ImmutableArray<ITypeParameterSymbol> parameters, TypeText text) =>
        parameters.Select(parameter => Clause(parameter, text)).Where(static clause => clause.Length > 0).ToArray();

    /// <summary>An override inherits its constraints and may restate only those that settle what <c>T?</c> means.</summary>
    public static string[] OfOverride(IEnumerable<ITypeParameterSymbol> parameters, TypeText text) =>
        parameters
            .Where(static parameter => parameter.HasReferenceTypeConstraint || parameter.HasValueTypeConstraint)
            .Select(parameter => $"where {text.NameOf(parameter)} : {(parameter.HasValueTypeConstraint ? "struct" : "class")}")
            .ToArray();

    public static bool IsWritable(ITypeParameterSymbol parameter) => parameter.ConstraintTypes.All(TypeText.IsWritable);

    private static string Clause(ITypeParameterSymbol parameter, TypeText text)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            constraints.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            constraints.Add("notnull");

        for (var index = 0; index < parameter.ConstraintTypes.Length; index++)
        {
            var annotation = parameter.ConstraintNullableAnnotations[index];
            constraints.Add(text.Of(parameter.ConstraintTypes[index].WithNullableAnnotation(annotation)));
        }

        if (parameter.HasConstructorConstraint)
            constraints.Add("new()");

        return constraints.Count == 0 ? "" : $"where {text.NameOf(parameter)} : {string.Join(", ", constraints)}";
    }
}
