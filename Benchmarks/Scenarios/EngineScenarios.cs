using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P1 to P9: what one nursery costs. The native program has these and no others.</summary>
internal static class EngineScenarios
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
    ];
}
