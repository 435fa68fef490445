using System.Globalization;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Scaling;

/// <summary><c>--storm</c>: a hundred thousand children wait on one token, and one fails.</summary>
/// <remarks>Timed from the throw to the exit; the bytes are the whole run's.</remarks>
internal static class StormTable
{
    private const int Children = 100_000;

    public static int Run(bool markdown)
    {
        var plan = new Plan(Rounds: 5, Slice: TimeSpan.FromMilliseconds(25), WarmUp: TimeSpan.FromMilliseconds(500), BytePasses: 1);
        var figures = Interleaved.Measure(P08_CancelStorm.Of(Children).Contenders, plan);
        var hand = figures.Single(figure => figure.Contender == Contender.Hand);
        var children = Children.ToString("#,0", CultureInfo.InvariantCulture);
        var table = new TextTable($"{children} children", "throw to exit, Hand = 1", "bytes a child", "bytes, Hand = 1");
        foreach (var figure in figures)
        {
            table.Add(
                figure.Contender,
                figure.Over(hand).Median.ToString("0.00", CultureInfo.InvariantCulture),
                (figure.Bytes / Children).ToString("#,0", CultureInfo.InvariantCulture),
                (figure.Bytes / hand.Bytes).ToString("0.00", CultureInfo.InvariantCulture));
        }

        table.Print(markdown);
        return 0;
    }
}
