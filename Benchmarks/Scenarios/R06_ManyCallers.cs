using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R6: a server's load. Many callers at once, each fanning out to three, again and again.</summary>
internal static class R06_ManyCallers
{
    public static Scenario Scenario { get; } = Crowd.Scenario(
        "R6", "64 callers, 100 nurseries of three each, yield once", callers: 64, nurseriesEach: 100, 3, static () => new Yielding(1));
    public static Scenario Computing { get; } = Crowd.Scenario(
        "R6 compute", "64 callers, 100 nurseries of three each, 2us", callers: 64, nurseriesEach: 100, 3, static () => new Computing(2));
    public static Scenario Sync { get; } = Crowd.Scenario(
        "R6 sync", "64 callers, 100 nurseries of three each, 0", callers: 64, nurseriesEach: 100, 3, static () => new Yielding(0));
}
