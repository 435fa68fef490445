using NurseryGen.Benchmarks.GeneratorSpeed;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>What each scenario is to reach. The only place that says so.</summary>
internal static class AllGoals
{
    public static IReadOnlyList<Goal> List { get; } =
    [
        new TimeGoal("P1", Contender.Hand, 0.35),
        new BytesGoal("P1", Allowance.Nothing),

        new TimeGoal("P2", Contender.Hand, 0.4),
        new BytesGoal("P2", Allowance.Nothing),

        new TimeGoal("P3", Contender.Hand, 0.45),
        new BytesGoal("P3", Allowance.Nothing),

        new TimeGoal("P4", Contender.HandInline, 0.75),
        new BytesGoal("P4", Allowance.Nothing),

        new TimeGoal("P5", Contender.Hand, 0.45),
        new BytesGoal("P5", Allowance.Nothing, ByUnit: true),

        new TimeGoal("P6", Contender.Hand, 0.6),
        new BytesGoal("P6", Allowance.Nothing, ByUnit: true),
        new BytesGoal("P6", Allowance.StateMachine, Contender.OursDotNetBuilder, ByUnit: true),

        new TimeGoal("P7", Contender.ForEachAsync, 0.7),
        new GrowthGoal("P7", Contender.OursBare, P07_Each.BareFew, Allowance.Nothing),

        new TimeGoal("P8", Contender.Hand, 0.4),
        new FewerBytesGoal("P8", Contender.Hand, 0.5),

        new TimeGoal("P9", Contender.Hand, 0.35),
        new BytesGoal("P9", Allowance.ReturnedTask),

        new TimeGoal("P10", P10_Nested.Shallow, 1.25, ByUnit: true),
        new GrowthGoal("P10", Contender.Ours, P10_Nested.Shallow, Allowance.Nothing),

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
