using System.Globalization;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>Something that a scenario is to reach.</summary>
/// <param name="Scenario">Its id.</param>
internal abstract record Goal(string Scenario)
{
    /// <summary>What is compared: "time, Hand = 1".</summary>
    public abstract string Measure { get; }

    /// <summary>How far it is to go.</summary>
    public abstract string Limit { get; }

    /// <summary>How far it goes.</summary>
    public abstract Reading Read(Figures figures);

    private protected static string Number(double value) => value.ToString(value < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    private protected static string ByteCount(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture) + " B";
}

/// <summary>What was found, and whether that will do.</summary>
internal readonly record struct Reading(string Text, bool Reached);

/// <summary>Time against a baseline's: the median over the rounds of the ratio within a round.</summary>
internal sealed record TimeGoal(string Scenario, string Against, double AtMost, string Contender = Contender.Ours, bool ByUnit = false) : Goal(Scenario)
{
    public override string Measure => $"time{(ByUnit ? " a unit" : "")}, {Against} = 1";

    public override string Limit => $"≤ {Number(AtMost)}";

    public override Reading Read(Figures figures)
    {
        var ratio = figures[Scenario, Contender].Over(figures[Scenario, Against], ByUnit);
        return new($"{Number(ratio.Median)} ({Number(ratio.Lower)} – {Number(ratio.Upper)})", ratio.Median <= AtMost);
    }
}

/// <summary>Bytes: of a run, or of one child, item or level of it.</summary>
internal sealed record BytesGoal(string Scenario, Allowance AtMost, string Contender = Contender.Ours, bool ByUnit = false) : Goal(Scenario)
{
    public override string Measure => $"bytes{(ByUnit ? " a unit" : "")}{(Contender == NurseryGen.Benchmarks.Measuring.Contender.Ours ? "" : $" ({Contender})")}";

    public override string Limit => AtMost == Allowance.Nothing ? AtMost.Name : $"≤ {ByteCount(AtMost.Bytes)}: {AtMost.Name}";

    public override Reading Read(Figures figures)
    {
        var figure = figures[Scenario, Contender];
        var bytes = ByUnit ? figure.Bytes / figure.Units : figure.Bytes;
        return new(ByteCount(bytes), bytes <= AtMost.Bytes);
    }
}

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
        return new(ByteCount(Math.Abs(bytes) < 0.05 ? 0 : bytes), bytes <= AtMost.Bytes);
    }
}

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
