using System.Globalization;
using LinkChecker.Checking;

namespace LinkChecker.Reporting;

/// <summary>One line per finding, for pipes, logs and terminals that can't draw.</summary>
internal sealed class PlainReporter(TextWriter output) : IReporter
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public void Begin(Report report) =>
        output.WriteLine($"checking {report.Root} for broken links: each link is a child of one nursery, which ends when all of them have");

    public async Task FollowAsync(Report report, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"progress: {report.Checked} of {report.Started} links checked"));
        }
    }

    public void End(Report report, IReadOnlyList<string> ending)
    {
        foreach (var link in report.Broken)
        {
            var foundOn = link.FoundOn is [] ? "" : $" (on {PageName.OfAll(link.FoundOn, report)})";
            output.WriteLine($"broken: {PageName.Of(link.Url, report)}: {link.Reason}{foundOn}");
        }

        foreach (var line in ending) output.WriteLine(line);
    }
}
