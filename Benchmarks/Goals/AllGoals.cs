using NurseryGen.Benchmarks.Measuring;

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
        new BytesGoal("P3", Allowance.Nothing, Contender.OursBare),
        new BytesGoal("P3", Allowance.StateMachine, ByUnit: true),

        new TimeGoal("P4", Contender.HandInline, 0.8),
        new BytesGoal("P4", Allowance.Nothing),

        new TimeGoal("P5", Contender.Hand, 0.35),
        new TimeGoal("P5", Contender.Floor, 1.5),
        new BytesGoal("P5", Allowance.Nothing, ByUnit: true),

        new TimeGoal("P6", Contender.Hand, 0.4),
        new BytesGoal("P6", Allowance.Nothing, Contender.OursBare, ByUnit: true),
        new BytesGoal("P6", Allowance.StateMachine, ByUnit: true),
    ];

    public static IEnumerable<Goal> Of(string scenario) => List.Where(goal => goal.Scenario == scenario);
}
