using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>So many of a baseline's bytes.</summary>
internal sealed record FewerBytesGoal(string Scenario, string Against, double AtMost) : Goal(Scenario)
{
    public override string Measure => $"bytes, {Against} = 1";

    public override string Limit => $"≤ {Number(AtMost)}";

    public override Reading Read(Figures figures)
    {
        var ratio = figures[Scenario, Contender.Ours].Bytes / figures[Scenario, Against].Bytes;
        return new(Number(ratio), ratio <= AtMost);
    }
}
