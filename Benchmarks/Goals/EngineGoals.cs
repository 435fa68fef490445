using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>What the scenarios that native code has too are to reach.</summary>
internal static class EngineGoals
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
    ];
}
