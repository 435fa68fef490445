using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Shape;

/// <summary>NUR002: makes the method partial, and moves its body into the overload that takes the nursery or the scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveBody))]
public sealed class MoveBody() : NurseryCodeFix("NUR002")
{
    private static readonly SyntaxKind[] Accessibilities =
        [SyntaxKind.PublicKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.InternalKeyword, SyntaxKind.PrivateKeyword];

    private protected override bool ChangesDeclarations => true;

    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<MethodDeclarationSyntax>() is not { } declaration
            || target.Model.GetDeclaredSymbol(declaration, target.CancellationToken) is not { } method
            || method.IsAbstract || method.IsExtern || method.PartialDefinitionPart is not null)
        {
            yield break;
        }

        if (declaration is { Body: null, ExpressionBody: null })
        {
            yield return new Fix(
                $"Make '{method.Name}' partial",
                nameof(MoveBody),
                editor => editor.ReplaceNode(declaration, static (node, _) => Contract(node)));
        }
        else if (method.Parameters.All(static parameter => parameter.RefKind == RefKind.None) && !HasBody(method))
        {
            var overload = Overload(target, declaration, method);
            yield return new Fix($"Move the body of '{method.Name}' into an overload", nameof(MoveBody), editor =>
            {
                editor.InsertAfter(declaration, overload);
                editor.ReplaceNode(declaration, static (node, _) => Contract(node));
            });
        }
    }

    /// <summary>Whether an overload is the body already: there can't be two.</summary>
    private static bool HasBody(IMethodSymbol method)
    {
        var first = BodyParameter.Of(method).Type;
        return MethodRoles.Methods(method.ContainingType).Any(other =>
            other.Name == method.Name
            && other.Parameters.Length > 0
            && (KnownTypes.IsUntypedNursery(other.Parameters[0].Type) || TypeText.Short.Of(other.Parameters[0].Type) == first));
    }

    private static MethodDeclarationSyntax Overload(FixTarget target, MethodDeclarationSyntax declaration, IMethodSymbol method)
    {
        // The scope's own token is bound to a parameter of the token's type, so code that uses the one it had goes on as it was.
        var used = new HashSet<ISymbol>(
            method.Parameters.Where(parameter => target.UsesOf(parameter, declaration).Any()), SymbolEqualityComparer.Default);
        var head = BodyOverload.Of(
            declaration,
            method,
            parameter => SuggestedSignature.IsValue(parameter, target.CancellationToken) || used.Contains(parameter),
            declaration.Modifiers.Any(SyntaxKind.AsyncKeyword));
        return head.WithBody(declaration.Body)
            .WithExpressionBody(declaration.ExpressionBody).WithSemicolonToken(declaration.SemicolonToken);
    }

    /// <summary>The partial method: no body, and an accessibility, which C# asks of one that returns something.</summary>
    private static MethodDeclarationSyntax Contract(SyntaxNode node)
    {
        var method = (MethodDeclarationSyntax)node;
        var modifiers = method.Modifiers
            .Where(static modifier => modifier.Kind() is not (SyntaxKind.AsyncKeyword or SyntaxKind.PartialKeyword)).ToList();
        if (!modifiers.Any(static modifier => Accessibilities.Contains(modifier.Kind())))
            modifiers.Insert(0, SyntaxFactory.Token(SyntaxKind.PrivateKeyword));

        modifiers.Add(SyntaxFactory.Token(SyntaxKind.PartialKeyword));
        if (method is { Body: null, ExpressionBody: null })
            return Modifiers.With(method, modifiers);

        // A comment behind the head stays behind it, and so behind the semicolon.
        var head = method.WithBody(null).WithExpressionBody(null).WithSemicolonToken(default);
        var end = Layout.TrimEnd(head.GetTrailingTrivia()).Add(Layout.EndOfLine(method));
        return Modifiers.With(head.WithTrailingTrivia(), modifiers)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(end));
    }
}
