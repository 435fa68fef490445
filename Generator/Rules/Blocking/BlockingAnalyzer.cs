using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports what holds a thread in nursery code: there is something to await instead.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingAnalyzer : DiagnosticAnalyzer
{
    private static readonly RuleTable s_rules = new(
        (DiagnosticDescriptors.BlockedTask, NUR301_BlockedTask.Register),
        (DiagnosticDescriptors.ThreadSleep, NUR302_ThreadSleep.Register),
        (DiagnosticDescriptors.SynchronousTwin, NUR303_SynchronousTwin.Register),
        (DiagnosticDescriptors.BlockingWait, NUR304_BlockingWait.Register),
        (DiagnosticDescriptors.SynchronousUsing, NUR305_SynchronousUsing.Register));

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
