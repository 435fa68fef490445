using System.Globalization;
using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Scaling;

/// <summary><c>--scaling</c>: what one child, one level, one nursery costs among ever more of them.</summary>
/// <remarks>Tables on standard output, plots into docs/images.</remarks>
internal static class ScalingTables
{
    private static readonly Series[] s_series =
    [
        new(
            "children", "child", "children", [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000],
            static count => new ManyChildren(Setting.Patient, count),
            static count => new Hand<Synchronous>(Setting.Patient, count)),
        new(
            "nesting", "level", "levels", [1, 10, 100, 1_000],
            static count => P10_Nested.Create(Setting.Patient, count),
            static count => P10_Nested.CreateByHand(Setting.Patient, count)),
        new(
            "nurseries", "concurrent nursery", "nurseries at once", [1, 10, 100, 1_000, 10_000],
            static count => new ManyNurseries(static setting => new ManyChildren(setting, 1), count),
            static count => new ManyNurseries(static setting => new Hand<Synchronous>(setting, 1), count)),
    ];

    public static int Run(bool markdown)
    {
        var images = Repository.Folder("docs", "images");
        foreach (var series in s_series)
        {
            Console.Error.WriteLine($"by the {series.Unit}");
            var points = Measure(series);
            Table(series, points).Print(markdown);
            Plot(series, points).Save(Path.Combine(images, $"scaling-{series.Name}.svg"));
        }

        return 0;
    }

    /// <summary>All sizes alternately, so that they can be compared with each other.</summary>
    private static Point[] Measure(Series series)
    {
        var figures = Interleaved.Measure(
            series.Counts.SelectMany(count => new Contender[]
            {
                new(Contender.Ours, _ => series.Ours(count), count),
                new(Contender.Hand, _ => series.Hand(count), count),
            }),
            Plan.Brief);
        var pairs = figures.Chunk(2).ToArray();

        // In the middle nothing is dominated by what a nursery costs by itself, nor by memory that doesn't fit a cache.
        var middle = pairs[pairs.Length / 2][0];
        return [.. pairs.Select(pair => new Point(
            pair[0], pair[1], pair[0].Over(middle, byUnit: true).Median, pair[1].Over(middle, byUnit: true).Median))];
    }

    private static TextTable Table(Series series, Point[] points)
    {
        var middle = Number(points[points.Length / 2].Ours.Units);
        var table = new TextTable(
            $"Of so many, a {series.Unit}", $"costs (of {middle} = 1)", "by hand", "time, Hand = 1", "bytes", "bytes, by hand");
        foreach (var (ours, hand, cost, handCost) in points)
        {
            table.Add(
                Number(ours.Units),
                Ratio(cost),
                Ratio(handCost),
                Ratio(ours.Over(hand).Median),
                Number(ours.Bytes / ours.Units),
                Number(hand.Bytes / hand.Units));
        }

        return table;
    }

    private static LinePlot Plot(Series series, Point[] points)
    {
        var middle = Number(points[points.Length / 2].Ours.Units);
        var plot = new LinePlot($"Time a {series.Unit} takes, where of {middle} in NurseryGen one takes 1", $"how many: {series.Plural}");
        plot.Add("by hand", points.Select(point => ((double)point.Hand.Units, point.HandCost)));
        plot.Add("NurseryGen", points.Select(point => ((double)point.Ours.Units, point.Cost)));
        return plot;
    }

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>What was measured of so many, and what one of them costs where one of ours in the middle costs 1.</summary>
    private sealed record Point(Figure Ours, Figure Hand, double Cost, double HandCost);

    /// <summary>One thing of which there are more and more.</summary>
    private sealed record Series(
        string Name, string Unit, string Plural, int[] Counts, Func<int, IContender> Ours, Func<int, IContender> Hand);
}
