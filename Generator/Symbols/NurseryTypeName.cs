using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Symbols;

/// <summary>Recognises the name of a nursery type by how it is spelled.</summary>
internal static class NurseryTypeName
{
    /// <summary>Whether a type is spelled as a nursery type could be.</summary>
    public static bool IsOne(TypeSyntax syntax) =>
        SimpleOf(syntax)?.Identifier.ValueText.EndsWith(GeneratedNames.NurserySuffix, StringComparison.Ordinal) == true;

    /// <summary>The name without what qualifies it; null where the type has none.</summary>
    public static SimpleNameSyntax? SimpleOf(TypeSyntax syntax) => syntax switch
    {
        SimpleNameSyntax simple => simple,
        QualifiedNameSyntax qualified => qualified.Right,
        _ => null,
    };
}
