using LinkChecker.Checking;
using Spectre.Console;

namespace LinkChecker.Reporting;

/// <summary>A picture that moves while the check runs, and a table once it has ended.</summary>
internal sealed class LiveReporter(IAnsiConsole console) : IReporter
{
    private const int MinWidth = 20;
    private const int RoomForInterrupts = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public void Begin(Report report) =>
        console.MarkupLineInterpolated(
            $"Checking [bold]{report.Root.AbsoluteUri}[/] for broken links, each a child of a nursery [grey](Ctrl+C cancels)[/]");

    public Task FollowAsync(Report report, CancellationToken cancellationToken)
    {
        // The terminal writes ^C where the cursor stands. On a line without room for it, it would wrap, and a row of the picture would
        // stay.
        console.Profile.Width = Math.Max(MinWidth, console.Profile.Width - RoomForInterrupts);
        return console.Live(Text.Empty).AutoClear(true).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Interval);
            while (await timer.WaitForNextTickAsync(cancellationToken)) live.UpdateTarget(LiveFrame.Of(report));
        });
    }

    public void End(Report report, IReadOnlyList<string> ending)
    {
        if (report.Broken is not [] and var broken) console.Write(Table(report, broken));
        foreach (var line in ending) console.WriteLine(line);
    }

    private static Table Table(Report report, IReadOnlyList<BrokenLink> broken)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Broken link", "Reason", "Found on");
        foreach (var link in broken)
        {
            table.AddRow(
                new Text(PageName.Of(link.Url, report), Color.Red),
                new Text(link.Reason),
                new Text(PageName.OfAll(link.FoundOn, report), Color.Grey));
        }

        return table;
    }
}
