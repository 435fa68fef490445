using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Time of real work against a baseline's: on the clock, or of the processors.</summary>
/// <remarks>The median over the rounds of the ratio within a round. Past the goal by less than the readings spread is reached
/// too.</remarks>
internal sealed record RealWorkGoal(string Scenario, double AtMost, bool IsCpu = false) : Goal(Scenario)
{
    public override string Measure => $"{(IsCpu ? "CPU" : "time")}, {Contender.Hand} = 1";

    public override string Limit => $"≤ {Number(AtMost)}";

    public override Reading Read(Figures figures)
    {
        var (ours, hand) = (figures[Scenario, Contender.Ours], figures[Scenario, Contender.Hand]);
        var ratio = IsCpu ? ours.CpuOver(hand) : ours.Over(hand);
        var text = $"{Number(ratio.Median)} ({Number(ratio.Lower)} – {Number(ratio.Upper)})";
        return ratio.Median <= AtMost ? new(text, true)
            : ratio.Lower <= AtMost ? new($"{text}, within the spread", true)
            : new(text, false);
    }
}
