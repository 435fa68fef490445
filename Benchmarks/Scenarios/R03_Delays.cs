using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R3: children that mostly wait, as for the network.</summary>
internal static class R03_Delays
{
    public static Scenario Scenario { get; } =
        Crowd.Scenario("R3", "5,000 children delay 1 ms, compute for 1 µs", 5_000, static () => new Delaying());
}
