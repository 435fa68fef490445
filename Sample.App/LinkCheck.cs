using LinkChecker.Checking;
using LinkChecker.Reporting;
using LinkChecker.Site;
using NurseryGen;

namespace LinkChecker;

/// <summary>One run of the program: a site, its check, the progress beside it, and how it ended.</summary>
internal sealed partial class LinkCheck(Options options, IReporter reporter)
{
    public static Task<int> RunAsync(Options options) => NurseryHost.RunAsync(async nursery =>
    {
        var check = new LinkCheck(options, IReporter.ForConsole());
        if (options.Url is { } url) return await check.RunAsync(url, nursery.Token);

        await using var site = await EmbeddedSite.StartAsync();
        return await check.RunAsync(site.Root, nursery.Token);
    });

    // The demonstration is as it should be where its site's broken links are found; of a site of the user's, none is expected.
    private int? ExpectedBroken => options.ExpectedBroken ?? (options is { Url: null, External: false } ? EmbeddedSite.BrokenLinks : null);

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

        reporter.End(report, Ending.Complete(report, ExpectedBroken));
        return report.Broken.Count == (ExpectedBroken ?? 0) ? ExitCode.Success : ExitCode.BrokenLinks;
    }

    // The progress is a child beside the check: should either fail, the other is cancelled, and neither outlives this method.
    [Nursery]
    private partial Task WatchAsync(Report report, CancellationToken cancellationToken);

    private async Task WatchAsync(WatchNursery nursery, Report report)
    {
        using var http = SiteHttp.ForSite(report.Root);
        using var elsewhere = SiteHttp.ForOtherSites();
        nursery.StartFollow(report);
        var others = options.External ? new OtherSites(elsewhere, report) : null;
        await new SiteChecker(http, report, others).CheckAsync(report.Root, options.Timeout, nursery.Token);
        nursery.Cancel("the check is complete");
    }

    [Child]
    private Task FollowAsync(Report report, CancellationToken cancellationToken) =>
        reporter.FollowAsync(report, cancellationToken);
}
