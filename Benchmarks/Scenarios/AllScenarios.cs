using NurseryGen.Benchmarks.GeneratorSpeed;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>All scenarios, in order: P1 to P15 of the engine, the generator and the analyzers alone, R1 to R9 of real work.</summary>
internal static class AllScenarios
{
    /// <summary>Those of the quick table.</summary>
    public static IReadOnlyList<Scenario> List { get; } =
    [
        .. EngineScenarios.List,
        P10_Nested.Scenario,
        P11_Handles.Scenario,
        P12_Endless.Scenario,
        P13_Generator.Scenario,
        P14_Keystroke.Scenario,
        P15_Analyzers.Scenario,
        .. R01_Sizes.Scenarios,
        R02_Long.Scenario,
        R03_Delays.Scenario,
        R04_Blocking.Scenario,
        R04_Blocking.LongestWait,
        R05_EightNurseries.Scenario,
        .. R06_ManyCallers.Scenarios,
    ];

    /// <summary>Those that take longer, and have a switch of their own.</summary>
    public static IReadOnlyList<Scenario> Long { get; } = [R07_Endpoint.Scenario, .. R08_Delays.Scenarios, R09_LinkChecker.Scenario];

    public static Scenario Find(string id) => List.Concat(Long).Single(scenario => scenario.Id == id);

    /// <summary>All that an ID stands for: "R1" for all sizes, "R1 50 µs" for that one. None where there is no such ID.</summary>
    public static IEnumerable<Scenario> Of(string id) =>
        List.Concat(Long).Where(scenario => scenario.Id == id || scenario.Id.StartsWith(id + " ", StringComparison.Ordinal));
}
