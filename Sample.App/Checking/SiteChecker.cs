using NurseryGen;

namespace LinkChecker.Checking;

/// <summary>Visits everything on a site that can be reached from its root, each link as a child of one nursery.</summary>
/// <param name="http">Without a timeout of its own: the deadlines are the nursery's and its children's.</param>
/// <param name="report">What is found: to be read while the check runs, and where it is cut short.</param>
/// <param name="others">Whom to ask about links that lead elsewhere; null: nobody.</param>
internal sealed partial class SiteChecker(HttpClient http, Report report, OtherSites? others)
{
    private const int VisitTimeout = 2_000;

    /// <summary>Checks the site. However the check ends, it does so only after every visit has ended.</summary>
    /// <exception cref="NurseryTimeoutException">The check took longer than <paramref name="timeout"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    [Nursery(MaxConcurrency = 16)]
    public partial Task<Report> CheckAsync(Uri root, [Timeout] TimeSpan timeout, CancellationToken cancellationToken = default);

    private async Task<Report> CheckAsync(CheckNursery nursery, Uri root)
    {
        if (report.Add(root, foundOn: null)) nursery.StartVisit(root);
        await nursery.JoinAsync();

        // Only now is it known which links those are.
        if (others is not null)
        {
            await foreach (var answer in others.AskAsync(report.TakeExternal(), nursery.Token)) report.Note(answer);
        }

        return report;
    }

    // A link that fails is a finding. Were its exception to leave this method, it would be a failure, and the end of the check.
    [Child, Timeout(VisitTimeout, Fallback = nameof(TimedOut))]
    private async Task VisitAsync(CheckNursery nursery, Uri url, CancellationToken cancellationToken)
    {
        report.Begin();
        try
        {
            var page = await Page.LoadAsync(http, url, cancellationToken);
            report.Pass(url, page);
            foreach (var link in page.Links ?? [])
            {
                if (report.Add(link, foundOn: page.Address)) nursery.StartVisit(link);
            }
        }
        catch (HttpRequestException error)
        {
            cancellationToken.ThrowIfCancellationRequested();     // a connection that our own cancellation closed is no finding
            report.Break(url, FailureReason.Of(error));
        }
        finally
        {
            report.Finish();
        }
    }

    private void TimedOut(Uri url)
    {
        report.TimeOut();
        report.Break(url, $"not complete within {VisitTimeout / 1000} s");
    }
}
