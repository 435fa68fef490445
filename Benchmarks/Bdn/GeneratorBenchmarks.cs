using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using NurseryGen.Benchmarks.GeneratorSpeed;

namespace NurseryGen.Benchmarks.Bdn;

/// <summary>P13. Each run starts from a compilation that nobody has looked into, so there is one run an iteration.</summary>
public class P13Generator
{
    private GeneratorWorkload? _nurseries;
    private GeneratorWorkload? _logMessages;
    private Func<GeneratorDriver>? _runNurseries;
    private Func<GeneratorDriver>? _runLogMessages;

    /// <summary>What happened since the last run.</summary>
    [Params("Cold", "Unrelated", "Body")]
    public string After { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _nurseries = GeneratorWorkload.Nurseries();
        _logMessages = GeneratorWorkload.LogMessages();
    }

    [IterationSetup]
    public void Prepare()
    {
        var edit = Enum.Parse<Edit>(After);
        _runNurseries = _nurseries!.Prepare(edit);
        _runLogMessages = _logMessages!.Prepare(edit);
    }

    [Benchmark]
    public GeneratorDriver NurseryGen() => _runNurseries!();

    [Benchmark(Baseline = true)]
    public GeneratorDriver LoggerMessage() => _runLogMessages!();
}
