using System.Globalization;
using LinkChecker.Checking;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LinkChecker.Reporting;

/// <summary>One picture of a check that is under way.</summary>
internal static class LiveFrame
{
    private const int MaxFindings = 12;

    public static IRenderable Of(Report report)
    {
        // The visits go on meanwhile. Read in this order, no number can exceed the one it is a part of.
        var broken = report.Broken;
        var verdicts = report.Checked;
        var started = report.Started;
        if (started == 0) return Text.Empty;

        var chart = new BreakdownChart()
            .AddItem("sound", verdicts - broken.Count, Color.Green)
            .AddItem("broken", broken.Count, Color.Red)
            .AddItem("under way", started - verdicts, Color.Grey);
        var elapsed = string.Create(CultureInfo.InvariantCulture, $"{report.Pages} pages read in {report.Elapsed.TotalSeconds:0.0} s");
        return new Rows([chart, new Text(elapsed, Color.Grey), .. broken.Take(MaxFindings).Select(link => Finding(link, report))]);
    }

    private static Markup Finding(BrokenLink link, Report report) =>
        Markup.FromInterpolated(CultureInfo.InvariantCulture, $"[red]✗[/] {PageName.Of(link.Url, report)} [grey]{link.Reason}[/]");
}
