using System.Globalization;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Contention;

/// <summary>
/// <c>--contention</c>: many threads start children in one nursery, many nurseries run at once, and what the pools do where children end
/// elsewhere than they begin.
/// </summary>
internal static class ContentionTables
{
    private const int Children = 160_000;
    private const int Nurseries = 16_000;

    public static int Run(bool markdown)
    {
        Starters().Print(markdown);
        Loops().Print(markdown);
        Bursts().Print(markdown);
        return 0;
    }

    private static TextTable Starters()
    {
        var figures = Measure([1, 2, 4, 8, 16], Children, static starters => new SharedNursery(starters, Children, burst: 100));
        return Table("Threads that start children in one nursery", "time a child, one thread = 1", "bytes a child", figures);
    }

    private static TextTable Loops()
    {
        var nursery = P03_ThreeYielding.Scenario[Contender.OursBare].Create(Setting.Measured);
        var figures = Measure([1, 2, 4, 16, 64, 256], Nurseries, loops => new NurseriesAtOnce(loops, Nurseries, nursery));
        return Table(
            "Nurseries open at once (three children that yield, a limit)", "time a nursery, one at once = 1", "bytes a nursery", figures);
    }

    /// <summary>Bytes and live memory, where one thread starts all children and the pool's threads end them.</summary>
    private static TextTable Bursts()
    {
        var table = new TextTable(
            "Children started at once here and ended there", "bytes a child", "live bytes, after the 1st run", "after the 20th");
        foreach (var burst in new[] { 100, 1_000, 10_000, 80_000 })
        {
            using var repeat = new Repeat(new SharedNursery(starters: 1, Children, burst), CancellationToken.None);
            repeat.Run(1);
            var first = GC.GetTotalMemory(forceFullCollection: true);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            repeat.Run(19);
            var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            table.Add(
                Number(burst),
                (bytes / 19d / Children).ToString("0.0", CultureInfo.InvariantCulture),
                Number(first),
                Number(GC.GetTotalMemory(forceFullCollection: true)));
        }

        return table;
    }

    private static Figure[] Measure(int[] counts, int units, Func<int, IContender> create) =>
        Interleaved.Measure(counts.Select(count => new Contender(Number(count), _ => create(count), units)), Plan.Brief);

    private static TextTable Table(string what, string time, string bytes, Figure[] figures)
    {
        var table = new TextTable(what, time, bytes);
        foreach (var figure in figures)
        {
            table.Add(
                figure.Contender,
                figure.Over(figures[0]).Median.ToString("0.00", CultureInfo.InvariantCulture),
                (figure.Bytes / figure.Units).ToString("0.0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
