using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R6: a server's load. Many callers at once, each fanning out to three, again and again.</summary>
internal static class R06_ManyCallers
{
    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        Of("R6", "64 callers, 100 nurseries each, three children yield once", static () => new Yielding(1)),
        Of("R6 2 µs", "the same, three children compute for 2 µs", static () => new Computing(2)),
    ];

    private static Scenario Of(string id, string work, Func<Script> script) =>
        Crowd.Scenario(id, work, callers: 64, nurseriesEach: 100, children: 3, script);
}
