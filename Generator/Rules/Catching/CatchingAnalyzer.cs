using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports how a nursery's failures get lost on their way: in all code that calls one, not in nursery code alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CatchingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.CatchPassesGroup,
        DiagnosticDescriptors.ThrownOutOfGroup);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        RuleRegistry.Run(
            context,
            CatchPassesGroup.Register,
            ThrownOutOfGroup.Register);
    }
}
