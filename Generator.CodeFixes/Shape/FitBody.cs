using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Shape;

/// <summary>NUR005: fits a body to its partial method where that is a matter of one word: a type, a name, <c>static</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FitBody))]
public sealed class FitBody() : NurseryCodeFix("NUR005")
{
    private protected override bool ChangesDeclarations => true;

    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<MethodDeclarationSyntax>() is not { } declaration
            || target.Model.GetDeclaredSymbol(declaration, target.CancellationToken) is not { } body
            || ContractOf(body) is not { } contract)
        {
            return [];
        }

        if (target.Enclosing<ParameterSyntax>() is { } parameter)
            return OfParameter(target, declaration, body, contract, parameter);

        if (declaration.ReturnType.Span.Contains(target.Diagnostic.Location.SourceSpan))
            return OfReturnType(target, declaration, contract);

        return OfStatic(target, declaration, body, contract);
    }

    /// <summary>The partial method that the body is for; none where overloads leave it open.</summary>
    private static IMethodSymbol? ContractOf(IMethodSymbol body)
    {
        var contracts = MethodRoles.Methods(body.ContainingType).Where(other =>
            other.Name == body.Name && other.IsPartialDefinition && (MethodRoles.IsNursery(other) || MethodRoles.IsScope(other))).ToList();
        return contracts.Count == 1 ? contracts[0] : null;
    }

    private static IEnumerable<Fix> OfReturnType(FixTarget target, MethodDeclarationSyntax declaration, IMethodSymbol contract)
    {
        if (SyntaxPlaces.DeclarationOf(contract, target.CancellationToken)?.ReturnType is not { } wanted)
            yield break;

        yield return new Fix(
            $"Return '{wanted}'",
            nameof(FitBody) + ".Return",
            editor => editor.ReplaceNode(declaration.ReturnType, wanted.WithTriviaFrom(declaration.ReturnType)));
    }

    private static IEnumerable<Fix> OfParameter(
        FixTarget target, MethodDeclarationSyntax declaration, IMethodSymbol body, IMethodSymbol contract, ParameterSyntax parameter)
    {
        var name = parameter.Identifier.ValueText;
        var symbol = body.Parameters.First(own => own.Name == name);
        if (contract.Parameters.FirstOrDefault(other => other.Name == name) is { } same)
        {
            if (SyntaxPlaces.TypeOf(same, target.CancellationToken) is not { } wanted)
                yield break;

            yield return new Fix($"Take '{name}' as '{wanted}'", nameof(FitBody) + ".Type", editor => editor.ReplaceNode(
                parameter,
                (node, _) => ((ParameterSyntax)node).WithModifiers(default)
                    .WithType(wanted.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space)).WithLeadingTrivia(node.GetLeadingTrivia())));
        }
        else if (Unmatched(contract, body, symbol.Type) is { } only)
        {
            yield return new Fix(
                $"Rename '{name}' to '{only.Name}'",
                nameof(FitBody) + ".Rename",
                editor => Rename(editor, target, declaration, symbol, parameter, Identifier.Escape(only.Name)));
        }
    }

    /// <summary>The one parameter of this type that the partial method has and the body doesn't take.</summary>
    private static IParameterSymbol? Unmatched(IMethodSymbol contract, IMethodSymbol body, ITypeSymbol type)
    {
        var left = contract.Parameters.Where(own =>
            SymbolEqualityComparer.Default.Equals(own.Type, type) && body.Parameters.All(other => other.Name != own.Name)).ToList();
        return left.Count == 1 ? left[0] : null;
    }

    private static void Rename(
        SyntaxEditor editor,
        FixTarget target,
        MethodDeclarationSyntax declaration,
        IParameterSymbol symbol,
        ParameterSyntax parameter,
        string name)
    {
        foreach (var use in target.UsesOf(symbol, declaration))
            editor.ReplaceNode(use, (node, _) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(node));

        editor.ReplaceNode(parameter, (node, _) => ((ParameterSyntax)node).WithIdentifier(
            SyntaxFactory.Identifier(name).WithTriviaFrom(((ParameterSyntax)node).Identifier)));
    }

    private static IEnumerable<Fix> OfStatic(
        FixTarget target, MethodDeclarationSyntax declaration, IMethodSymbol body, IMethodSymbol contract)
    {
        if (!contract.IsStatic || body.IsStatic || UsesInstance(target, declaration))
            yield break;

        yield return new Fix("Make the body static", nameof(FitBody) + ".Static", editor => editor.ReplaceNode(
            declaration, static (node, _) => Modifiers.Insert((MethodDeclarationSyntax)node, SyntaxKind.StaticKeyword)));
    }

    private static bool UsesInstance(FixTarget target, MethodDeclarationSyntax declaration) => declaration.DescendantNodes().Any(node =>
        node is ThisExpressionSyntax or BaseExpressionSyntax
        || (node is SimpleNameSyntax name
            && (name.Parent is not MemberAccessExpressionSyntax access || access.Name != name)
            && IsOfInstance(target.SymbolOf(name))));

    private static bool IsOfInstance(ISymbol? symbol) =>
        symbol is { IsStatic: false, Kind: SymbolKind.Field or SymbolKind.Property or SymbolKind.Event or SymbolKind.Method };
}
