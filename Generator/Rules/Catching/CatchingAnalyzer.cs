using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports how a nursery's failures get lost on their way: in all code that calls one, not in nursery code alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CatchingAnalyzer : DiagnosticAnalyzer
{
    private static readonly RuleTable s_rules = new(
        (DiagnosticDescriptors.CatchPassesGroup, NUR401_CatchPassesGroup.Register),
        (DiagnosticDescriptors.ThrownOutOfGroup, NUR402_ThrownOutOfGroup.Register));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => s_rules.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        s_rules.Run(context);
    }
}
