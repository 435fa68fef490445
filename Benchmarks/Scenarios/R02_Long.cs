using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R2: children that keep a core busy for long.</summary>
internal static class R02_Long
{
    public static Scenario Scenario { get; } =
        Crowd.Scenario("R2", "100 children compute for 2 ms", 100, static () => new Computing(2_000));
}
