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
internal readonly record struct Reading(string Text, bool Reached)
{
    /// <summary>A ratio with the middle half's ends. Past the goal by less than the readings spread is reached, and says so.</summary>
    public static Reading Of(Spread ratio, double atMost)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{ratio.Median:0.00} ({ratio.Lower:0.00} – {ratio.Upper:0.00})");
        return Math.Round(ratio.Median, 2) <= atMost ? new(text, true)
            : Math.Round(ratio.Lower, 2) <= atMost ? new($"{text}, within the spread", true)
            : new(text, false);
    }
}
