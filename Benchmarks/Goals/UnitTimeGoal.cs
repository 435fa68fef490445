using System.Globalization;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Milliseconds for each unit, where there is nothing to compare with: the median of the rounds.</summary>
internal sealed record UnitTimeGoal(string Scenario, double Milliseconds, string Contender = Contender.Ours) : Goal(Scenario)
{
    public override string Measure => "time a unit";

    public override string Limit => $"≤ {Text(Milliseconds)}";

    public override Reading Read(Figures figures)
    {
        var figure = figures[Scenario, Contender];
        var spread = Spread.Of(figure.Nanoseconds.Select(time => time / figure.Units / 1e6));
        return new($"{Text(spread.Median)} ({Text(spread.Lower)} – {Text(spread.Upper)})", spread.Median <= Milliseconds);
    }

    private static string Text(double milliseconds) => milliseconds.ToString("0.000", CultureInfo.InvariantCulture) + " ms";
}
