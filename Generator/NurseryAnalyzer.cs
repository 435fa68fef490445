using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator;

/// <summary>
/// Reports what is wrong with the shape of nurseries, children and cancel scopes, by the very readers that the generator uses.
/// </summary>
/// <remarks>
/// It looks at types and not at methods: a nursery's implementing part is generated code, and the driver keeps analyzers that exclude
/// generated code away from a method which is marked so.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NurseryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.TypeNotPartial,
        DiagnosticDescriptors.MethodNotPartial,
        DiagnosticDescriptors.WrongReturnType,
        DiagnosticDescriptors.NoBody,
        DiagnosticDescriptors.BodyDoesNotFit,
        DiagnosticDescriptors.ChildNotAwaitable,
        DiagnosticDescriptors.ParameterNotCarried,
        DiagnosticDescriptors.ParameterNotBound,
        DiagnosticDescriptors.DuplicateName,
        DiagnosticDescriptors.UnknownName,
        DiagnosticDescriptors.BadTimeout,
        DiagnosticDescriptors.FallbackDoesNotFit,
        DiagnosticDescriptors.TypeNotSupported,
        DiagnosticDescriptors.SeveralTokens,
        DiagnosticDescriptors.ResultsDoNotFit,
        DiagnosticDescriptors.EachMisused,
        DiagnosticDescriptors.OptionsContradict,
        DiagnosticDescriptors.WorksLater,
        DiagnosticDescriptors.OutOfReach,
        DiagnosticDescriptors.SeveralClocks);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        // A child of two nurseries is read twice, but what is wrong with it is said once.
        var findings = new HashSet<Finding>();
        foreach (var method in MethodRoles.Methods((INamedTypeSymbol)context.Symbol))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            findings.UnionWith(FindingsOf(method, context.Compilation, context.CancellationToken));
        }

        foreach (var finding in findings)
            context.ReportDiagnostic(finding.ToDiagnostic());
    }

    private static List<Finding> FindingsOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        if (SyntaxPlaces.DeclarationOf(method, cancellationToken) is not { } declaration)
            return [];

        var context = new ReadingContext(method, declaration, compilation, cancellationToken);
        TimeoutReader.CheckStray(context);
        SequenceReader.CheckStray(context);
        if (MethodRoles.IsChild(method) && ChildChecker.Check(context, MethodFacts.Of(method)))
            ChildReader.CheckTimeout(context, method);

        if (MethodRoles.IsNursery(method))
            context.Findings.AddRange(NurseryReader.Read(method, declaration, compilation, cancellationToken).Findings);
        else if (MethodRoles.IsScope(method))
            context.Findings.AddRange(ScopeReader.Read(method, declaration, compilation, cancellationToken).Findings);

        return context.Findings;
    }
}
