using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Symbols;

/// <summary>Recognises the generated type of a nursery.</summary>
/// <remarks>
/// While the generator runs, the type doesn't exist yet, unless the user declared a part of it: a parameter of that type is known by how
/// it is spelled. When the analyzer runs, the type is there. Both have to come to the same answer.
/// </remarks>
internal static class NurseryType
{
    public static bool IsTaken(IParameterSymbol parameter, IMethodSymbol nursery, CancellationToken cancellationToken)
    {
        if (Spelled(parameter, cancellationToken) is not { } syntax || NurseryTypeName.SimpleOf(syntax) is not { } name)
            return false;

        // In a base type, the name means something else.
        if (!SymbolEqualityComparer.Default.Equals(parameter.ContainingType?.OriginalDefinition, nursery.ContainingType.OriginalDefinition))
            return false;

        if (name.Identifier.ValueText != MethodFacts.Of(nursery).NurseryType || name.Arity != nursery.Arity)
            return false;

        // Unqualified, it is the nested type once that is there, whatever of the name is inherited or stands outside until then.
        if (Qualifier(syntax) is not { } qualifier)
            return parameter.Type is not ITypeParameterSymbol;

        return parameter.Type is { TypeKind: not TypeKind.Error, ContainingType: { } container }
            && !IsOrInherits(nursery.ContainingType, container)
            ? false
            : IsNameOf(qualifier, nursery.ContainingType);
    }

    private static bool IsOrInherits(INamedTypeSymbol type, INamedTypeSymbol wanted)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, wanted.OriginalDefinition))
                return true;
        }

        return false;
    }

    public static bool IsTakenOfAny(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        parameter.ContainingType is { } type
        && TypeFacts.Of(type).Nurseries.Any(nursery => IsTaken(parameter, nursery.Method, cancellationToken));

    /// <summary>The type arguments that a parameter of a generic nursery type is spelled with.</summary>
    public static IReadOnlyList<TypeSyntax> TypeArguments(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        Spelled(parameter, cancellationToken) is { } syntax && NurseryTypeName.SimpleOf(syntax) is GenericNameSyntax generic
            ? generic.TypeArgumentList.Arguments
            : [];

    /// <summary>The user's own part of the struct, where there is one.</summary>
    public static INamedTypeSymbol? UserPart(IMethodSymbol nursery, CancellationToken cancellationToken)
    {
        foreach (var type in nursery.ContainingType.GetTypeMembers(MethodFacts.Of(nursery).NurseryType, nursery.Arity))
        {
            if (UserDeclarations(type, cancellationToken).Any())
                return type;
        }

        return null;
    }

    /// <summary>The parts of a type that the generator didn't write.</summary>
    public static IEnumerable<TypeDeclarationSyntax> UserDeclarations(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .Where(static part => !IsGenerated(part));

    /// <summary>
    /// Whether the generator wrote this part. It marks its types; in a companion file, whose type is marked already, the only member.
    /// </summary>
    public static bool IsGenerated(TypeDeclarationSyntax part) =>
        IsMarked(part) || (part.Members.Count == 1 && IsMarked(part.Members[0]));

    private static TypeSyntax? Spelled(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        parameter.ContainingSymbol is IMethodSymbol method
            ? MethodFacts.Of(method).NurseryTypeOf(parameter, cancellationToken)
            : SyntaxPlaces.TypeOf(parameter, cancellationToken);

    private static bool IsMarked(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute =>
            attribute.Name.ToString().EndsWith("CodeDom.Compiler.GeneratedCode", StringComparison.Ordinal)
            && attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax literal
            && literal.Token.ValueText == WellKnownNames.Namespace);

    private static NameSyntax? Qualifier(TypeSyntax syntax) => (syntax as QualifiedNameSyntax)?.Left;

    private static bool IsNameOf(NameSyntax qualifier, INamedTypeSymbol type) =>
        NurseryTypeName.SimpleOf(qualifier)?.Identifier.ValueText == type.Name;
}
