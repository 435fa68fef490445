using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Shape;

/// <summary>
/// The overload that is a nursery's or a scope's body: the signature that diagnostics suggest, in the user's own spelling of the types.
/// </summary>
internal static class BodyOverload
{
    /// <param name="declaration">The method that lacks it.</param>
    /// <param name="method">The same.</param>
    /// <param name="isTaken">Which parameters it takes besides the nursery or the scope.</param>
    /// <param name="isAsync">Whether it awaits.</param>
    /// <returns>The head, without a body, on lines of its own after an empty one.</returns>
    public static MethodDeclarationSyntax Of(
        MethodDeclarationSyntax declaration, IMethodSymbol method, Func<IParameterSymbol, bool> isTaken, bool isAsync)
    {
        var parameters = declaration.ParameterList.Parameters
            .Where((_, index) => isTaken(method.Parameters[index]))
            .Select(Plain).Prepend(First(declaration, method));
        var head = declaration
            .WithAttributeLists(default)
            .WithBody(null).WithExpressionBody(null).WithSemicolonToken(default)
            .WithLeadingTrivia()
            .WithParameterList(declaration.ParameterList.WithParameters(Code.List(parameters)));
        return Modifiers.With(head, ModifiersOf(declaration, isAsync))
            .WithLeadingTrivia(Layout.Indentation(declaration).Insert(0, Layout.EndOfLine(declaration)));
    }

    private static ParameterSyntax First(MethodDeclarationSyntax declaration, IMethodSymbol method)
    {
        var (type, wish) = BodyParameter.Of(method);
        var isNested = MethodRoles.IsNursery(method);
        var syntax = SyntaxFactory.ParseTypeName(isNested ? type : $"global::{Generator.WellKnownNames.Namespace}.{type}")
            .WithTrailingTrivia(SyntaxFactory.Space);

        // The nursery's type is in reach, and while it isn't generated nothing could simplify its name.
        return SyntaxFactory.Parameter(SyntaxFactory.Identifier(Names.Fresh(wish, declaration)))
            .WithType(isNested ? syntax : syntax.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    // Attributes, default values and "this" are the contract's.
    private static ParameterSyntax Plain(ParameterSyntax parameter) => parameter
        .WithAttributeLists(default)
        .WithDefault(null)
        .WithModifiers(default)
        .WithIdentifier(parameter.Identifier.WithTrailingTrivia())
        .WithoutLeadingTrivia();

    private static IEnumerable<SyntaxToken> ModifiersOf(MethodDeclarationSyntax declaration, bool isAsync)
    {
        yield return SyntaxFactory.Token(SyntaxKind.PrivateKeyword);
        foreach (var modifier in declaration.Modifiers)
        {
            if (modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword)
                yield return modifier;
        }

        if (isAsync)
            yield return SyntaxFactory.Token(SyntaxKind.AsyncKeyword);
    }
}
