using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R4: some children block their thread. The others are not to wait behind them.</summary>
internal static class R04_Blocking
{
    private const int Children = 500;

    public static Scenario Scenario { get; } =
        Crowd.Scenario("R4", "500 children, one in ten blocks for 5 ms", Children, static () => new Blocking());

    /// <summary>How long the child waits that waits longest.</summary>
    public static Scenario LongestWait { get; } = WaitTimer.Scenario(
        "R4 longest wait", "the same: the longest wait of a child", Children, 1, static () => new Waits(new Blocking(), Children));
}
