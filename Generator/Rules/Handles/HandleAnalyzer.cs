using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports what goes wrong with the handles of children and with value tasks, in nursery code or not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandleAnalyzer : DiagnosticAnalyzer
{
    private static readonly RuleTable s_rules = new(
        (DiagnosticDescriptors.ResultTooEarly, NUR501_ResultTooEarly.Register),
        (DiagnosticDescriptors.ValueTaskTwice, NUR502_ValueTaskTwice.Register));

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
