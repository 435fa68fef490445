using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>The rules of one concern: what each reports, and how it says what it wants to see.</summary>
internal sealed class RuleTable(params (DiagnosticDescriptor Descriptor, Action<RuleRegistry> Register)[] rules)
{
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = rules.Select(static rule => rule.Descriptor).ToImmutableArray();

    public void Run(AnalysisContext context) => RuleRegistry.Run(context, Array.ConvertAll(rules, static rule => rule.Register));
}
