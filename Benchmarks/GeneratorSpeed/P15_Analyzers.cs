using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Generator;
using NurseryGen.Generator.Tests.Cost;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>P15: the compiler on 500 files, every other one with nurseries: what of its time is the analyzers'.</summary>
/// <remarks>
/// The time in the analyzers is the compiler's own account, as <c>dotnet build -p:ReportAnalyzer=true</c> prints it. Two compilations, one
/// with them and one without, differ by less than two runs of the same one do. An analyzer of operations has the compiler bind each method
/// once more, whatever it looks for, and the SDK's own do that in every project: an idle one stands for them. All on one thread.
/// </remarks>
internal static class P15_Analyzers
{
    public const string Without = "without the analyzers";

    private const int Projects = 10;
    private const int FilesInProject = 50;

    private static readonly string[] s_usings =
        ["System", "System.Collections.Generic", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly CSharpParseOptions s_parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_ours = [.. typeof(NurseryAnalyzer).Assembly.GetTypes()
        .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
        .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static Scenario Scenario { get; } = new("P15", "the analyzers over 500 files", []) { Measure = CompiledOnce.Measure(Measure) };

    private static void Measure(Scenario scenario, Figures figures)
    {
        var first = Project(0);
        Compile(first);
        Compile(first);
        var (with, without) = (new double[Projects], new double[Projects]);
        for (var number = 0; number < Projects; number++)
        {
            var project = Project(number);
            GC.Collect();
            var started = Stopwatch.GetTimestamp();
            var inAnalyzers = Compile(project);
            with[number] = Stopwatch.GetElapsedTime(started).TotalNanoseconds;
            without[number] = with[number] - inAnalyzers.TotalNanoseconds;
        }

        figures.Add(
            scenario.Id, new Figure(Contender.Ours, FilesInProject, with, 0), new Figure(Without, FilesInProject, without, 0));
    }

    /// <summary>A build as if for the first time: nothing that an earlier one found out is left.</summary>
    /// <returns>The time in the analyzers.</returns>
    private static TimeSpan Compile(Compilation project)
    {
        var compilation = project.Clone();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var analysis = compilation.WithAnalyzers(s_ours.Add(new IdleAnalyzer()), options).GetAnalysisResultAsync(CancellationToken.None)
            .GetAwaiter().GetResult();
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        var findings = analysis.GetAllDiagnostics();
        if (!emitted.Success || !findings.IsEmpty)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Concat(findings)));

        return new TimeSpan(s_ours.Sum(analyzer => analysis.AnalyzerTelemetryInfo[analyzer].ExecutionTime.Ticks));
    }

    private static Compilation Project(int number)
    {
        var usings = CSharpSyntaxTree.ParseText(
            string.Concat(s_usings.Select(static name => $"global using global::{name};\n")),
            s_parsing);
        var files = Enumerable.Range(number * FilesInProject, FilesInProject)
            .Select(static file => CSharpSyntaxTree.ParseText(CostSources.Of(file), s_parsing, $"File{file}.cs"));
        var sources = CSharpCompilation.Create(
            $"Sample{number}",
            files.Append(usings),
            ReferencePacks.References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NurseryGenerator().AsSourceGenerator()], parseOptions: s_parsing)
            .RunGeneratorsAndUpdateCompilation(sources, out var output, out _);
        return output;
    }
}
