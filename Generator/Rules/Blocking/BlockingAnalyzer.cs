using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports what holds a thread in nursery code: there is something to await instead.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.BlockedTask,
        DiagnosticDescriptors.ThreadSleep,
        DiagnosticDescriptors.SynchronousTwin,
        DiagnosticDescriptors.BlockingWait,
        DiagnosticDescriptors.SynchronousUsing);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        RuleRegistry.Run(
            context,
            BlockedTask.Register,
            ThreadSleep.Register,
            SynchronousTwin.Register,
            BlockingWait.Register,
            SynchronousUsing.Register);
    }
}
