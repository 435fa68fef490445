using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>A generator and a thousand methods for it to implement.</summary>
internal sealed class GeneratorWorkload
{
    private static readonly CSharpParseOptions s_parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp12);
    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private readonly Func<IIncrementalGenerator> _create;
    private readonly SyntaxTree[] _trees;
    private readonly CSharpCompilation _compilation;
    private readonly GeneratorDriver _ran;
    private int _edits;

    private GeneratorWorkload(Func<IIncrementalGenerator> create, Func<int, string> source, int types = SampleSources.Types)
    {
        _create = create;
        _trees =
        [
            CSharpSyntaxTree.ParseText(SampleSources.Unrelated(0), s_parsing),
            .. Enumerable.Range(0, types).Select(type => CSharpSyntaxTree.ParseText(source(type), s_parsing)),
        ];
        _compilation = Compile();
        _ran = NewDriver(tracks: false).RunGenerators(_compilation);
    }

    public static GeneratorWorkload Nurseries(int types = SampleSources.Types) =>
        new(static () => new NurseryGenerator(), SampleSources.Nurseries, types);

    public static GeneratorWorkload LogMessages() => new(ReferencePacks.CreateLoggerMessageGenerator, SampleSources.LogMessages);

    /// <summary>Nanoseconds of one run after that edit.</summary>
    public double Time(Edit edit)
    {
        var run = Prepare(edit);
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds;
    }

    /// <summary>Bytes that one run after that edit allocates.</summary>
    public double Bytes(Edit edit)
    {
        var run = Prepare(edit);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        run();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>What is to be timed: one run after that edit.</summary>
    /// <remarks>The compilation is new each time: nothing that an earlier run made it find out is left.</remarks>
    public Func<GeneratorDriver> Prepare(Edit edit)
    {
        var driver = edit == Edit.Cold ? NewDriver(tracks: false) : _ran;
        var compilation = After(edit);
        return () => driver.RunGenerators(compilation);
    }

    /// <summary>How many source outputs are made again by an edit that none of them depends on.</summary>
    public int OutputsMadeAgain(Edit edit)
    {
        var driver = NewDriver(tracks: true).RunGenerators(_compilation).RunGenerators(After(edit));
        var outputs = driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(kind => kind.Value).SelectMany(step => step.Outputs).ToArray();
        return outputs.Length < SampleSources.Types * SampleSources.MethodsInType
            ? throw new InvalidOperationException($"Only {outputs.Length} outputs.")
            : outputs.Count(output => output.Reason != IncrementalStepRunReason.Cached);
    }

    /// <summary>What is measured is worth nothing unless what it makes compiles.</summary>
    /// <exception cref="InvalidOperationException">It doesn't.</exception>
    public void Check()
    {
        var generated = _ran.GetRunResult().GeneratedTrees;
        var error = generated.IsEmpty
            ? "nothing was generated"
            : _compilation.AddSyntaxTrees(generated).GetDiagnostics()
                .FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)?.ToString();
        if (error is not null)
            throw new InvalidOperationException($"The sample doesn't compile: {error}");
    }

    private CSharpCompilation Compile() => CSharpCompilation.Create("Sample", _trees, ReferencePacks.References, s_options);

    private CSharpCompilation After(Edit edit)
    {
        var number = ++_edits;
        switch (edit)
        {
            case Edit.Unrelated:
                return _compilation.ReplaceSyntaxTree(_trees[0], CSharpSyntaxTree.ParseText(SampleSources.Unrelated(number), s_parsing));
            case Edit.Body:
                var tree = _trees[_trees.Length / 2];
                var text = tree.ToString();
                var place = text.IndexOf(SampleSources.Editable, StringComparison.Ordinal);
                var edited = text.Remove(place, SampleSources.Editable.Length)
                    .Insert(place, (2_000_000 + number).ToString("0_000_000", CultureInfo.InvariantCulture));
                return _compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, s_parsing));
            default:
                return Compile();
        }
    }

    private CSharpGeneratorDriver NewDriver(bool tracks) => CSharpGeneratorDriver.Create(
        [_create().AsSourceGenerator()],
        parseOptions: s_parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracks));
}
