using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Fewer bytes than a baseline.</summary>
internal sealed record FewerBytesGoal(string Scenario, string Against) : Goal(Scenario)
{
    public override string Measure => $"bytes, {Against} = 1";

    public override string Limit => "< 1";

    public override Reading Read(Figures figures)
    {
        var ratio = figures[Scenario, Contender.Ours].Bytes / figures[Scenario, Against].Bytes;
        return new(Number(ratio), ratio < 1);
    }
}
