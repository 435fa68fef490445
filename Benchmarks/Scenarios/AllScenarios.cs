using NurseryGen.Benchmarks.GeneratorSpeed;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>All scenarios, in order.</summary>
internal static class AllScenarios
{
    public static IReadOnlyList<Scenario> List { get; } =
    [
        P01_EmptyNursery.Scenario,
        P02_ThreeSynchronous.Scenario,
        P03_ThreeYielding.Scenario,
        P04_ThreeInline.Scenario,
        P05_ThousandSynchronous.Scenario,
        P06_ThousandYielding.Scenario,
        P07_Each.Scenario,
        P08_CancelStorm.Scenario,
        P09_Declared.Scenario,
        P10_Nested.Scenario,
        P11_Handles.Scenario,
        P12_Endless.Scenario,
        P13_Generator.Scenario,
    ];

    public static bool Has(string id) => List.Any(scenario => scenario.Id == id);

    public static Scenario Find(string id) => List.Single(scenario => scenario.Id == id);
}
