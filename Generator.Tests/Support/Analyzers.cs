using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Rules;
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
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic =>
            diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>The same beside an .editorconfig with one setting that analyzers read.</summary>
    public static async Task<ImmutableArray<Diagnostic>> OwnAsync(Compilation compilation, string key, string value)
    {
        var options = new AnalyzerOptions([], new OneOption(key, value));
        var diagnostics = await compilation.WithAnalyzers(All, options).GetAnalyzerDiagnosticsAsync();
        AssertNoCrash(diagnostics);
        return diagnostics;
    }

    private static CompilationWithAnalyzers With(Compilation compilation, bool reportSuppressed) => compilation.WithAnalyzers(
        All,
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressed));

    // AD0001 is a warning that a filter on IDs would lose.
    private static void AssertNoCrash(ImmutableArray<Diagnostic> diagnostics) =>
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");

    private sealed class OneOption(string key, string value) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options("", "");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(key, value);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(string key, string value) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? found)
            {
                found = name == key ? value : null;
                return found is not null;
            }
        }
    }
}
