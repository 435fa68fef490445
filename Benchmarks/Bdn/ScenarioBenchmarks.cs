using BenchmarkDotNet.Attributes;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Bdn;

/// <summary>A scenario for BenchmarkDotNet: a class for each, a method for each contender.</summary>
public abstract class ScenarioBenchmarks : IDisposable
{
    private readonly CancellationTokenSource _caller = new();
    private readonly Dictionary<string, Repeat> _repeats;

    private protected ScenarioBenchmarks(string id) =>
        _repeats = AllScenarios.Find(id).Contenders.ToDictionary(
            contender => contender.Name, contender => new Repeat(contender.Create(Setting.Measured), _caller.Token));

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var repeat in _repeats.Values)
            repeat.Dispose();

        _caller.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Run(string contender, int times) => _repeats[contender].Run(times);
}
