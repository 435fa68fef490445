using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Generator;
using NurseryGen.Generator.Tests.Cost;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>P15: the compiler on 500 files, every other one with nurseries, with the analyzers and without.</summary>
/// <remarks>
/// An analyzer of operations has the compiler bind each method once more, whatever it looks for, and the SDK's own do that in every
/// project. So the baseline has one that looks at nothing. All runs on one thread.
/// </remarks>
internal static class P15_Analyzers
{
    public const string Idle = "an idle analyzer";

    private const int Files = 500;
    private const int Rounds = 5;

    private static readonly string[] s_usings =
        ["System", "System.Collections.Generic", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly CSharpParseOptions s_parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    public static Scenario Scenario { get; } = new("P15", "the analyzers over 500 files", []) { Measure = Measure };

    private static void Measure(Scenario scenario, Figures figures)
    {
        var project = Project();
        ImmutableArray<DiagnosticAnalyzer> idle = [new IdleAnalyzer()];
        var ours = idle.AddRange(typeof(NurseryAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!));
        Compile(project, ours);
        Compile(project, ours);
        var (idleRounds, oursRounds) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
            (idleRounds[round], oursRounds[round]) = (Time(project, idle), Time(project, ours));

        figures.Add(scenario.Id, new Figure(Contender.Ours, 1, oursRounds, 0), new Figure(Idle, 1, idleRounds, 0));
    }

    private static double Time(Compilation project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        Compile(project, analyzers);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds;
    }

    /// <summary>A build as if for the first time: nothing that an earlier one found out is left.</summary>
    private static void Compile(Compilation project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = project.Clone();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var findings = compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success || !findings.IsEmpty)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Concat(findings)));
    }

    private static Compilation Project()
    {
        var usings = CSharpSyntaxTree.ParseText(
            string.Concat(s_usings.Select(static name => $"global using global::{name};\n")),
            s_parsing);
        var sources = CSharpCompilation.Create(
            "Sample",
            Enumerable.Range(0, Files).Select(static number => CSharpSyntaxTree.ParseText(CostSources.Of(number), s_parsing, $"File{number}.cs")).Append(usings),
            ReferencePacks.References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NurseryGenerator().AsSourceGenerator()], parseOptions: s_parsing)
            .RunGeneratorsAndUpdateCompilation(sources, out var output, out _);
        return output;
    }
}
