using NurseryGen.Benchmarks.GeneratorSpeed;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>What each scenario is to reach.</summary>
internal static class AllGoals
{
    public static IReadOnlyList<Goal> List { get; } =
    [
        .. EngineGoals.List,

        new TimeGoal("P10", P10_Nested.Shallow, 1.25, ByUnit: true),
        new GrowthGoal("P10", Contender.Ours, P10_Nested.Shallow, Allowance.TokenSource),

        new BytesGoal("P11", P11_Handles.Node, ByUnit: true),

        new TimeGoal("P12", P12_Endless.Young, 1.25, ByUnit: true),
        new BytesGoal("P12", Allowance.Nothing, ByUnit: true),
        new CountGoal("P12", P12_Endless.Growth, 100_000),

        Generator(Edit.Cold, 1.3),
        Generator(Edit.Unrelated, 0.6),
        Generator(Edit.Body, 0.6),
        new CountGoal("P13", P13_Generator.MadeAgain, 0),

        new UnitTimeGoal("P14", 0.1),

        new TimeGoal("P15", P15_Analyzers.Without, 1.04),

        .. RealWork(R01_Sizes.Id(0.1), time: 0.8, cpu: 1),
        .. R01_Sizes.Scenarios.Skip(1).SelectMany(static scenario => RealWork(scenario.Id, time: 1, cpu: 1)),
        .. RealWork("R2", time: 1, cpu: 1),
        .. RealWork("R3", time: 1, cpu: 0.95),
        .. RealWork("R4", time: 1, cpu: 1),
        new RealWorkGoal(R04_Blocking.LongestWait.Id, 1),
        .. RealWork("R5", time: 0.9, cpu: 0.9),
        .. R06_ManyCallers.Scenarios.SelectMany(static scenario => RealWork(scenario.Id, time: 0.9, cpu: 0.9)),
        .. RealWork("R7", time: 1, cpu: 0.95),
        new RealWorkGoal("R7", 1, Part: R07_Endpoint.Slowest),
        new FewerBytesGoal("R7", Contender.Hand, 0.8),
        .. R08_Delays.Scenarios.Select(static scenario => new RealWorkGoal(scenario.Id, 1)),
        new RealWorkGoal("R9", 1, Against: Contender.ForEachAsync),
        new FewerBytesGoal("R9", Contender.ForEachAsync, 1),
    ];

    public static IEnumerable<Goal> Of(string scenario) => List.Where(goal => goal.Scenario == scenario);

    private static Goal[] RealWork(string scenario, double time, double cpu) =>
        [new RealWorkGoal(scenario, time), new RealWorkGoal(scenario, cpu, IsCpu: true)];

    private static TimeGoal Generator(Edit edit, double atMost) =>
        new("P13", P13_Generator.Name(P13_Generator.Theirs, edit), atMost, P13_Generator.Name(Contender.Ours, edit));
}
