using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Diagnostics;
using Xunit;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>The package's analyzers and suppressors, as a consumer's build runs them: all that the assembly exports.</summary>
internal static class Analyzers
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(NurseryAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Every rule of every analyzer, sorted by ID.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. All.Where(analyzer => analyzer is not DiagnosticSuppressor).SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    /// <summary>The same with what the generator alone can see.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        [.. Descriptors.Append(DiagnosticDescriptors.Unseen).OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static DiagnosticDescriptor Descriptor(string id) => Rules.Single(descriptor => descriptor.Id == id);

    /// <summary>Whatever the compiler and the analyzers say, less what is suppressed.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AllAsync(Compilation compilation)
    {
        var diagnostics = await With(compilation, reportSuppressed: false).GetAllDiagnosticsAsync();
        AssertNoCrash(diagnostics);
        return [.. diagnostics.Where(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity != DiagnosticSeverity.Hidden)];
    }

    /// <summary>What the project's own analyzers say.</summary>
    public static async Task<ImmutableArray<Diagnostic>> OwnAsync(Compilation compilation)
    {
        var diagnostics = await With(compilation, reportSuppressed: true).GetAnalyzerDiagnosticsAsync();
        AssertNoCrash(diagnostics);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static CompilationWithAnalyzers With(Compilation compilation, bool reportSuppressed) => compilation.WithAnalyzers(
        All,
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressed));

    // AD0001 is a warning that a filter on IDs would lose.
    private static void AssertNoCrash(ImmutableArray<Diagnostic> diagnostics) =>
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
}
