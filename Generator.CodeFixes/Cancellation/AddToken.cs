using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>NUR201: gives a child a token. Its nursery supplies it; code that calls the method directly may go on without.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddToken))]
public sealed class AddToken() : NurseryCodeFix("NUR201")
{
    private protected override async Task<IEnumerable<Fix>> PlanAsync(FixTarget target)
    {
        if (target.Enclosing<MethodDeclarationSyntax>() is not { } declaration
            || target.Model.GetDeclaredSymbol(declaration, target.CancellationToken) is not { } method
            || IsBoundElsewhere(method))
        {
            return [];
        }

        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(Names.Fresh("cancellationToken", declaration)))
            .WithType(Types.CancellationToken.WithTrailingTrivia(SyntaxFactory.Space));
        if (method.Parameters.Any(static other => other.IsOptional) || await IsCalledAsync(target, method).ConfigureAwait(false))
        {
            var equals = Code.Spaced(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space);
            var none = SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression);
            parameter = parameter.WithDefault(SyntaxFactory.EqualsValueClause(equals, none));
        }

        return
        [
            new Fix(
                $"Add the parameter '{parameter.Identifier}'",
                nameof(AddToken),
                editor => editor.ReplaceNode(
                    declaration.ParameterList, (node, _) => Append((ParameterListSyntax)node, parameter))),
        ];
    }

    /// <summary>Whether another declaration says what the parameters are.</summary>
    private static bool IsBoundElsewhere(IMethodSymbol method) =>
        method.IsOverride || method.IsVirtual || method.IsAbstract
        || method.PartialDefinitionPart is not null || method.PartialImplementationPart is not null
        || method.ContainingType.AllInterfaces.SelectMany(static one => one.GetMembers()).Any(member =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>Whether anybody but the generated code calls it.</summary>
    private static async Task<bool> IsCalledAsync(FixTarget target, IMethodSymbol method)
    {
        var references = await SymbolFinder.FindReferencesAsync(method, target.Document.Project.Solution, target.CancellationToken)
            .ConfigureAwait(false);
        foreach (var location in references.SelectMany(static reference => reference.Locations))
        {
            if (location.Document is SourceGeneratedDocument)
                continue;

            var root = await location.Document.GetSyntaxRootAsync(target.CancellationToken).ConfigureAwait(false);
            if (root?.FindNode(location.Location.SourceSpan) is not { } name || !IsInNameOf(name))
                return true;
        }

        return false;
    }

    private static bool IsInNameOf(SyntaxNode name) => name.Ancestors().OfType<InvocationExpressionSyntax>()
        .Any(static call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static ParameterListSyntax Append(ParameterListSyntax list, ParameterSyntax parameter)
    {
        var parameters = list.Parameters;
        if (parameters.Count == 0)
            return list.AddParameters(parameter);

        // "params" comes last.
        var index = parameters.Last().Modifiers.Any(SyntaxKind.ParamsKeyword) ? parameters.Count - 1 : parameters.Count;
        return list.WithParameters(Code.Insert(parameters, index, parameter));
    }
}
