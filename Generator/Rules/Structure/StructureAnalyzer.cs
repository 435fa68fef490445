using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports what gets out of a nursery's hands: tasks, threads, handles and what children still use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StructureAnalyzer : DiagnosticAnalyzer
{
    private static readonly RuleTable s_rules = new(
        (DiagnosticDescriptors.OrphanTask, NUR101_OrphanTask.Register),
        (DiagnosticDescriptors.SelfJoin, NUR102_SelfJoin.Register),
        (DiagnosticDescriptors.AsyncVoid, NUR103_AsyncVoid.Register),
        (DiagnosticDescriptors.WorkOutside, NUR104_WorkOutside.Register),
        (DiagnosticDescriptors.EscapingHandle, NUR105_EscapingHandle.Register),
        (DiagnosticDescriptors.DisposedTooEarly, NUR106_DisposedTooEarly.Register),
        (DiagnosticDescriptors.YieldInScope, NUR107_YieldInScope.Register),
        (DiagnosticDescriptors.UselessNursery, NUR108_UselessNursery.Register),
        (DiagnosticDescriptors.UndisposedScope, NUR109_UndisposedScope.Register),
        (DiagnosticDescriptors.UnawaitedNursery, NUR110_UnawaitedNursery.Register));

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
