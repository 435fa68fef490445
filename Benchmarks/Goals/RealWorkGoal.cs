using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Time of real work against a baseline's: on the clock, or of the processors.</summary>
/// <remarks>The median over the rounds of the ratio within a round.</remarks>
/// <param name="Scenario">Its id.</param>
/// <param name="AtMost">The ratio.</param>
/// <param name="IsCpu">True for the time of the processors.</param>
/// <param name="Against">The baseline.</param>
/// <param name="Part">Added to both names, where a scenario measures more than one thing.</param>
internal sealed record RealWorkGoal(
    string Scenario, double AtMost, bool IsCpu = false, string Against = Contender.Hand, string Part = "") : Goal(Scenario)
{
    public override string Measure => $"{(IsCpu ? "CPU" : "time")}{Part}, {Against} = 1";

    public override string Limit => $"≤ {Number(AtMost)}";

    public override Reading Read(Figures figures)
    {
        var (ours, hand) = (figures[Scenario, Contender.Ours + Part], figures[Scenario, Against + Part]);
        return Reading.Of(IsCpu ? ours.CpuOver(hand) : ours.Over(hand), AtMost);
    }
}
