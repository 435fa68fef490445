using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R8: how long one waits: the children of a body that is still busy, and others than children while very many of these
/// run.</summary>
internal static class R08_Delays
{
    private const int Produced = 8_000;
    private const int Running = 100_000;

    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        WaitTimer.Scenario("R8 median wait", "8,000 children of 4 µs, one every 4 µs: median wait", Produced, 0.5, Produce),
        WaitTimer.Scenario("R8 p99 wait", "the same: p99 wait", Produced, 0.99, Produce),
        Bystanders.Scenario("R8 item", "100,000 children of 10 µs: p99 delay of a pool item", Running, TimeSpan.Zero, Run),
        Bystanders.Scenario("R8 timer", "the same: p99 delay of a 10 ms timer", Running, TimeSpan.FromMilliseconds(10), Run),
    ];

    private static Waits Produce()
    {
        var steps = Computing.StepsIn(microseconds: 4);
        return new Waits(new Computing(microseconds: 4), Produced, beforeEach: () => Computing.Compute(steps));
    }

    private static Computing Run() => new(microseconds: 10);
}
