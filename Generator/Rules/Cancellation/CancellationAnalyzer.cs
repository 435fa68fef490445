using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports nursery code that no cancellation reaches, or that keeps one to itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : DiagnosticAnalyzer
{
    private static readonly RuleTable s_rules = new(
        (DiagnosticDescriptors.ChildWithoutToken, NUR201_ChildWithoutToken.Register),
        (DiagnosticDescriptors.TokenNotForwarded, NUR202_TokenNotForwarded.Register),
        (DiagnosticDescriptors.ForeignToken, NUR203_ForeignToken.Register),
        (DiagnosticDescriptors.SwallowedCancellation, NUR204_SwallowedCancellation.Register),
        (DiagnosticDescriptors.CancelledCleanup, NUR205_CancelledCleanup.Register),
        (DiagnosticDescriptors.LoopWithoutCheckpoint, NUR206_LoopWithoutCheckpoint.Register),
        (DiagnosticDescriptors.Polling, NUR207_Polling.Register),
        (DiagnosticDescriptors.BareYield, NUR208_BareYield.Register),
        (DiagnosticDescriptors.IdleScope, NUR209_IdleScope.Register),
        (DiagnosticDescriptors.TimeoutParameter, NUR210_TimeoutParameter.Register),
        (DiagnosticDescriptors.EndlessDelay, NUR211_EndlessDelay.Register),
        (DiagnosticDescriptors.UnseenDeadline, NUR212_UnseenDeadline.Register));

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
