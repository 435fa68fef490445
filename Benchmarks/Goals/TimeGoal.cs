using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Time against a baseline's: the median over the rounds of the ratio within a round.</summary>
internal sealed record TimeGoal(string Scenario, string Against, double AtMost, string Contender = Contender.Ours, bool ByUnit = false)
    : Goal(Scenario)
{
    public override string Measure => $"time{(ByUnit ? " a unit" : "")}, {Against} = 1";

    public override string Limit => $"≤ {Number(AtMost)}";

    public override Reading Read(Figures figures)
    {
        var ratio = figures[Scenario, Contender].Over(figures[Scenario, Against], ByUnit);
        return Reading.Of(ratio, AtMost);
    }
}
