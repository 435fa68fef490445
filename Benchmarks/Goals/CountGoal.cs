using System.Globalization;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Something counted.</summary>
internal sealed record CountGoal(string Scenario, string What, double AtMost) : Goal(Scenario)
{
    public override string Measure => What;

    public override string Limit => AtMost == 0 ? "0" : $"≤ {AtMost.ToString("#,0", CultureInfo.InvariantCulture)}";

    public override Reading Read(Figures figures)
    {
        var count = figures.Count(Scenario, What);
        return new(count.ToString("#,0", CultureInfo.InvariantCulture), count <= AtMost);
    }
}
