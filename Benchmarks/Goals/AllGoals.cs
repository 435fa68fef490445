using NurseryGen.Benchmarks.GeneratorSpeed;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>What each scenario is to reach. The only place that says so.</summary>
internal static class AllGoals
{
    public static IReadOnlyList<Goal> List { get; } =
    [
        new TimeGoal("P1", Contender.Hand, 0.5),
        new BytesGoal("P1", Allowance.Nothing),

        new TimeGoal("P2", Contender.Hand, 0.35),
        new BytesGoal("P2", Allowance.Nothing),

        new TimeGoal("P3", Contender.Hand, 0.5),
        new BytesGoal("P3", Allowance.Nothing),

        new TimeGoal("P4", Contender.HandInline, 0.8),
        new BytesGoal("P4", Allowance.Nothing),

        new TimeGoal("P5", Contender.Hand, 0.35),
        new TimeGoal("P5", Contender.Floor, 1.5),
        new BytesGoal("P5", Allowance.Nothing, ByUnit: true),

        new TimeGoal("P6", Contender.Hand, 0.4),
        new BytesGoal("P6", Allowance.Nothing, ByUnit: true),
        new BytesGoal("P6", Allowance.StateMachine, Contender.OursDotNetBuilder, ByUnit: true),

        new TimeGoal("P7", Contender.ForEachAsync, 0.6),
        new GrowthGoal("P7", Contender.OursBare, P07_Each.BareFew, Allowance.Nothing),

        new TimeGoal("P8", Contender.Hand, 0.7),
        new FewerBytesGoal("P8", Contender.Hand),

        new TimeGoal("P9", Contender.Hand, 0.5),
        new BytesGoal("P9", Allowance.ReturnedTask),

        new TimeGoal("P10", P10_Nested.Shallow, 1.25, ByUnit: true),
        new GrowthGoal("P10", Contender.Ours, P10_Nested.Shallow, Allowance.Nothing),

        new BytesGoal("P11", P11_Handles.Node, ByUnit: true),

        new TimeGoal("P12", P12_Endless.Young, 1.25, ByUnit: true),
        new BytesGoal("P12", Allowance.Nothing, ByUnit: true),
        new CountGoal("P12", P12_Endless.Growth, 100_000),

        Generator(Edit.Cold, 1.5),
        Generator(Edit.Unrelated, 1),
        Generator(Edit.Body, 1),
        new CountGoal("P13", P13_Generator.MadeAgain, 0),
    ];

    public static IEnumerable<Goal> Of(string scenario) => List.Where(goal => goal.Scenario == scenario);

    private static TimeGoal Generator(Edit edit, double atMost) =>
        new("P13", P13_Generator.Name(P13_Generator.Theirs, edit), atMost, P13_Generator.Name(Contender.Ours, edit));
}
