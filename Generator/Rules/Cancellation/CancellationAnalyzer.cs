using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports nursery code that no cancellation reaches, or that keeps one to itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.ChildWithoutToken,
        DiagnosticDescriptors.TokenNotForwarded,
        DiagnosticDescriptors.ForeignToken,
        DiagnosticDescriptors.SwallowedCancellation,
        DiagnosticDescriptors.CancelledCleanup,
        DiagnosticDescriptors.LoopWithoutCheckpoint,
        DiagnosticDescriptors.Polling,
        DiagnosticDescriptors.BareYield,
        DiagnosticDescriptors.IdleScope,
        DiagnosticDescriptors.TimeoutParameter,
        DiagnosticDescriptors.EndlessDelay,
        DiagnosticDescriptors.UnseenDeadline);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        RuleRegistry.Run(
            context,
            ChildWithoutToken.Register,
            TokenNotForwarded.Register,
            ForeignToken.Register,
            SwallowedCancellation.Register,
            CancelledCleanup.Register,
            LoopWithoutCheckpoint.Register,
            Polling.Register,
            BareYield.Register,
            IdleScope.Register,
            TimeoutParameter.Register,
            EndlessDelay.Register,
            UnseenDeadline.Register);
    }
}
