using System.Diagnostics;
using System.Globalization;
using LinkChecker.Reporting;
using NurseryGen;
using Spectre.Console;

namespace LinkChecker.Patterns;

/// <summary>A page of three sources that are loaded side by side. One is too slow today, and the page doesn't wait for it.</summary>
internal static partial class Dashboard
{
    private const int PageTimeout = 3_000;
    private const int PollenTimeout = 500;

    public static async Task RunAsync(Nursery nursery)
    {
        var clock = Stopwatch.StartNew();
        var (weather, visitors, pollen) = await LoadAsync("Hollowmere", nursery.Token);
        Show([
            ("weather", Line($"{weather.Celsius} °C, {weather.Sky}"), "now"),
            ("visitors", Line($"{visitors}"), "today"),
            ("pollen", pollen.Load, pollen.Day),
        ]);
        Console.WriteLine(Line($"loaded in {clock.Elapsed.TotalSeconds:0.0} s"));
    }

    // No body: the nursery starts these children, gives them its parameters by name, and returns their results. Should one fail, or the
    // page's own deadline pass, the others are cancelled, and only then the exception is thrown.
    [Nursery(nameof(MeasureWeatherAsync), nameof(CountVisitorsAsync), nameof(ForecastPollenAsync)), Timeout(PageTimeout)]
    private static partial Task<(Weather Weather, int Visitors, Pollen Pollen)> LoadAsync(
        string garden, CancellationToken cancellationToken);

    [Child]
    private static async Task<Weather> MeasureWeatherAsync(string garden, CancellationToken cancellationToken)
    {
        await Task.Delay(200, cancellationToken);
        return new(Celsius: 17.5, Sky: $"light rain over {garden}");
    }

    [Child]
    private static async Task<int> CountVisitorsAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(300, cancellationToken);
        return 318;
    }

    // Its own, shorter deadline, and what to show once that has passed.
    [Child, Timeout(PollenTimeout, Fallback = nameof(LastKnownPollen))]
    private static async Task<Pollen> ForecastPollenAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(60_000, cancellationToken);
        return new(Load: "high", Day: "today");
    }

    private static Pollen LastKnownPollen() => new(Load: "medium", Day: "yesterday");

    private static void Show((string Source, string Value, string Age)[] rows)
    {
        if (!Terminal.CanDraw)
        {
            foreach (var row in rows) Console.WriteLine($"{row.Source}: {row.Value} ({row.Age})");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("Source", "Value", "As of");
        foreach (var row in rows) table.AddRow(new Text(row.Source), new Text(row.Value, Color.Green), new Text(row.Age, Color.Grey));
        AnsiConsole.Write(table);
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    private sealed record Weather(double Celsius, string Sky);

    private sealed record Pollen(string Load, string Day);
}
