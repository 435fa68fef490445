using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R5: large nurseries side by side, whose children give way to each other.</summary>
internal static class R05_EightNurseries
{
    public static Scenario Scenario { get; } = Crowd.Scenario(
        "R5", "8 nurseries at once, 5,000 children each, yield four times", callers: 8, nurseriesEach: 1, 5_000,
        static () => new Yielding(4));
}
