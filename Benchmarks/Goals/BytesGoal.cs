using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Bytes: of a run, or of one child, item or level of it.</summary>
internal sealed record BytesGoal(string Scenario, Allowance AtMost, string Contender = Contender.Ours, bool ByUnit = false) : Goal(Scenario)
{
    public override string Measure
    {
        get
        {
            var whose = Contender == Measuring.Contender.Ours ? "" : $" ({Contender})";
            return $"bytes{(ByUnit ? " a unit" : "")}{whose}";
        }
    }

    public override string Limit => AtMost == Allowance.Nothing ? AtMost.Name : $"≤ {ByteCount(AtMost.Bytes)}: {AtMost.Name}";

    public override Reading Read(Figures figures)
    {
        var figure = figures[Scenario, Contender];
        var bytes = ByUnit ? figure.Bytes / figure.Units : figure.Bytes;
        return new(ByteCount(bytes), AtMost.Covers(bytes));
    }
}
