using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>Reports what goes wrong with the handles of children and with value tasks, in nursery code or not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.ResultTooEarly,
        DiagnosticDescriptors.ValueTaskTwice);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        RuleRegistry.Run(
            context,
            ResultTooEarly.Register,
            ValueTaskTwice.Register);
    }
}
