using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Rules;

namespace NurseryGen.Generator;

/// <summary>
/// Reports our attributes where C# lets them stand and nothing reads them (NUR024), and names that another namespace has too (NUR025).
/// </summary>
/// <remarks>It looks at what is spelled, for neither has a symbol that the other rules would come across.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedAttributeAnalyzer : DiagnosticAnalyzer
{
    // What others are known to have, or are likely to: to bind every name in a program would be dear.
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "Timeout", "TimeoutAttribute", "Outcome", "Child", "ChildAttribute", "Nursery", "NurseryAttribute", "Each", "EachAttribute",
        "Deadline", "Ready",
        "Checkpoint", "CancelScope", "CancelReason", "ExceptionGroup",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(DiagnosticDescriptors.WithoutEffect, DiagnosticDescriptors.AmbiguousName);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnownNames.NurseryAttribute) is null)
                return;

            start.RegisterSyntaxNodeAction(AnalyzeAttribute, SyntaxKind.Attribute);
            start.RegisterSemanticModelAction(AnalyzeNames);
        });
    }

    private static void AnalyzeAttribute(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.Parent is not AttributeListSyntax { Target: null, Parent: { } declaration } || PlaceOf(declaration) is not { } place)
            return;

        var type = context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type;
        if (type is INamedTypeSymbol named
            && IsOurs(named)
            && type.Name is WellKnownNames.NurseryAttributeName or WellKnownNames.ChildAttributeName or WellKnownNames.TimeoutAttributeName)
        {
            var name = type.Name.Substring(0, type.Name.Length - "Attribute".Length);
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.WithoutEffect, attribute.GetLocation(), name, place));
        }
    }

    /// <summary>What stands there, if it is nothing that a nursery could start or be; null for methods of classes and structs.</summary>
    private static string? PlaceOf(SyntaxNode declaration) => declaration switch
    {
        LocalFunctionStatementSyntax function => $"the local function '{function.Identifier.ValueText}'",
        AnonymousFunctionExpressionSyntax => "a lambda",
        AccessorDeclarationSyntax => "an accessor",
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => "an operator",
        DestructorDeclarationSyntax => "a finalizer",
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null } method =>
            $"'{method.Identifier.ValueText}', an explicit implementation, which has no name to call it by",
        MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax } method when !method.Modifiers.Any(SyntaxKind.PartialKeyword) =>
            $"'{method.Identifier.ValueText}', which is an interface's",

        // The oldest compiler has no name for an extension block.
        MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method
            when type is not (ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax or InterfaceDeclarationSyntax) =>
            $"'{method.Identifier.ValueText}', which is in an extension block",
        _ => null,
    };

    /// <summary>Walks the file by itself: an action for each name in a program would cost more than most rules.</summary>
    private static void AnalyzeNames(SemanticModelAnalysisContext context)
    {
        foreach (var node in context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodes())
        {
            if (node is SimpleNameSyntax name && s_names.Contains(name.Identifier.ValueText)
                && name.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax or AliasQualifiedNameSyntax))
            {
                AnalyzeName(context, name);
            }
        }
    }

    private static void AnalyzeName(SemanticModelAnalysisContext context, SimpleNameSyntax name)
    {
        var info = context.SemanticModel.GetSymbolInfo(name, context.CancellationToken);
        if (info.CandidateReason != CandidateReason.Ambiguous)
            return;

        var types = info.CandidateSymbols.Select(static symbol => symbol as INamedTypeSymbol ?? (symbol as IMethodSymbol)?.ContainingType)
            .OfType<INamedTypeSymbol>().ToArray();
        var ours = types.FirstOrDefault(IsOurs);
        var other = types.FirstOrDefault(static type => !IsOurs(type));
        if (ours is null || other is null)
            return;

        var spelled = name.ToString();
        var alias = $"using {name.Identifier.ValueText} = {WellKnownNames.Namespace}.{ours.Name}{(ours.Arity == 0 ? "" : "<…>")};";
        var place = other.ContainingNamespace.ToDisplayString();
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.AmbiguousName, name.GetLocation(), $"{WellKnownNames.Namespace}.{spelled}", alias, place));
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type is
        {
            ContainingType: null,
            ContainingNamespace: { Name: WellKnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true },
        };
}
