using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports what gets out of a nursery's hands: tasks, threads, handles and what children still use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StructureAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.OrphanTask,
        DiagnosticDescriptors.SelfJoin,
        DiagnosticDescriptors.AsyncVoid,
        DiagnosticDescriptors.WorkOutside,
        DiagnosticDescriptors.EscapingHandle,
        DiagnosticDescriptors.DisposedTooEarly,
        DiagnosticDescriptors.YieldInScope,
        DiagnosticDescriptors.UselessNursery,
        DiagnosticDescriptors.UndisposedScope,
        DiagnosticDescriptors.UnawaitedNursery);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        RuleRegistry.Run(
            context,
            OrphanTask.Register,
            SelfJoin.Register,
            AsyncVoid.Register,
            WorkOutside.Register,
            EscapingHandle.Register,
            DisposedTooEarly.Register,
            YieldInScope.Register,
            UselessNursery.Register,
            UndisposedScope.Register,
            UnawaitedNursery.Register);
    }
}
