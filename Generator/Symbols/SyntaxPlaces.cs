using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>Where in the source a symbol's parts stand.</summary>
internal static class SyntaxPlaces
{
    private static readonly char[] s_separators = ['/', '\\'];

    public static MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as MethodDeclarationSyntax;

    public static Location? IdentifierOf(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource);

    public static Location? ReturnTypeOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        DeclarationOf(method, cancellationToken)?.ReturnType.GetLocation() ?? IdentifierOf(method);

    public static TypeSyntax? TypeOf(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as ParameterSyntax)?.Type;

    /// <summary>The position that a member reports at run time.</summary>
    public static PositionSpec PositionOf(string member, MethodDeclarationSyntax declaration)
    {
        var span = declaration.SyntaxTree.GetLineSpan(declaration.Identifier.Span);
        var path = span.Path ?? "";
        return new PositionSpec(member, path.Substring(path.LastIndexOfAny(s_separators) + 1), span.StartLinePosition.Line + 1);
    }
}
