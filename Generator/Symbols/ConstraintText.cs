using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Symbols;

/// <summary>Writes <c>where</c> clauses, which both parts of a partial method have to state alike.</summary>
internal static class ConstraintText
{
    public static string[] Of(ImmutableArray<ITypeParameterSymbol> parameters, TypeText text) =>
        parameters.IsEmpty ? [] : Written(parameters, text);

    private static string[] Written(ImmutableArray<ITypeParameterSymbol> parameters, TypeText text) =>
        parameters.Select(parameter => Clause(parameter, text)).Where(static clause => clause.Length > 0).ToArray();

    /// <summary>An override inherits its constraints and may restate only those that settle what <c>T?</c> means.</summary>
    /// <param name="method">The override.</param>
    /// <param name="declaration">Where it is declared: of <c>default</c>, which constrains nothing, symbols know nothing.</param>
    /// <param name="text">Spells the type parameters.</param>
    public static string[] OfOverride(IMethodSymbol method, MethodDeclarationSyntax declaration, TypeText text) =>
        method.TypeParameters.Select(parameter => (text.NameOf(parameter), Restated(parameter, declaration)))
            .Where(static clause => clause.Item2 is not null)
            .Select(static clause => $"where {clause.Item1} : {clause.Item2}")
            .ToArray();

    private static string? Restated(ITypeParameterSymbol parameter, MethodDeclarationSyntax declaration)
    {
        if (parameter.HasValueTypeConstraint)
            return "struct";

        if (parameter.HasReferenceTypeConstraint)
            return "class";

        var isDefault = declaration.ConstraintClauses.Any(clause =>
            clause.Name.Identifier.ValueText == parameter.Name
            && clause.Constraints.Any(static constraint => constraint.IsKind(SyntaxKind.DefaultConstraint)));
        return isDefault ? "default" : null;
    }

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

        if (KnownTypes.AllowsRefStruct(parameter))
            constraints.Add("allows ref struct");

        return constraints.Count == 0 ? "" : $"where {text.NameOf(parameter)} : {string.Join(", ", constraints)}";
    }
}
