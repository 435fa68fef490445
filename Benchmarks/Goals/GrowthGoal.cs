using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Bytes that one child, item or level more allocates: the difference between a large run and a small one.</summary>
internal sealed record GrowthGoal(string Scenario, string Large, string Small, Allowance AtMost) : Goal(Scenario)
{
    public override string Measure => "bytes for one unit more";

    public override string Limit => AtMost.Name;

    public override Reading Read(Figures figures)
    {
        var large = figures[Scenario, Large];
        var small = figures[Scenario, Small];
        var bytes = (large.Bytes - small.Bytes) / (large.Units - small.Units);
        return new(ByteCount(Math.Abs(bytes) < 0.05 ? 0 : bytes), AtMost.Covers(bytes));
    }
}
