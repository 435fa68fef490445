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
