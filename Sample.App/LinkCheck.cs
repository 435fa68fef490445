using LinkChecker.Checking;
using LinkChecker.Reporting;
using LinkChecker.Site;
using NurseryGen;

namespace LinkChecker;

/// <summary>One run of the program: a site, its check, the progress beside it, and how it ended.</summary>
internal sealed partial class LinkCheck(Options options, IReporter reporter)
{
    public static async Task<int> RunAsync(Options options)
    {
        using var interruption = new Interruption();
        var check = new LinkCheck(options, IReporter.ForConsole());
        if (options.Url is { } url) return await check.RunAsync(url, interruption.Token);

        await using var site = await EmbeddedSite.StartAsync();
        return await check.RunAsync(site.Root, interruption.Token);
    }

    private async Task<int> RunAsync(Uri root, CancellationToken interrupted)
    {
        var report = new Report(root);
        reporter.Begin(report);
        try
        {
            await WatchAsync(report, interrupted);
        }
        catch (NurseryTimeoutException)
        {
            reporter.End(report, Ending.TimedOut(report, options.Timeout));
            return ExitCode.TimedOut;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            reporter.End(report, Ending.Cancelled(report));
            return ExitCode.Cancelled;
        }

        reporter.End(report, Ending.Complete(report, options.ExpectedBroken));
        return report.Broken.Count == (options.ExpectedBroken ?? 0) ? ExitCode.Success : ExitCode.BrokenLinks;
    }

    // The progress is a child beside the check: should either fail, the other is cancelled, and neither outlives this method.
    [Nursery]
    private partial Task WatchAsync(Report report, CancellationToken cancellationToken);

    private async Task WatchAsync(WatchNursery nursery, Report report)
    {
        using var http = SiteHttp.CreateClient(report.Root);
        nursery.StartFollow(report);
        await new SiteChecker(http, report).CheckAsync(report.Root, options.Timeout, nursery.Token);
        nursery.Cancel("the check is complete");
    }

    [Child]
    private Task FollowAsync(Report report, CancellationToken cancellationToken) =>
        reporter.FollowAsync(report, cancellationToken);
}
