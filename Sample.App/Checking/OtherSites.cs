using NurseryGen;

namespace LinkChecker.Checking;

/// <summary>Asks other sites whether they have what is linked there, without reading it.</summary>
/// <param name="http">Without a timeout of its own: the deadlines are the children's.</param>
/// <param name="report">Is told of every child that has ended.</param>
internal sealed partial class OtherSites(HttpClient http, Report report)
{
    private const int AnswerTimeout = 5_000;

    /// <summary>Asks about each link, a few at a time. The answers come as they arrive, not in the order of the links.</summary>
    /// <param name="links">Taken one by one, each when there is room for it.</param>
    /// <param name="cancellationToken">Ends the stream, after every child has ended. So does leaving the <c>await foreach</c>.</param>
    [Nursery(MaxConcurrency = 8)]
    public partial IAsyncEnumerable<Answer> AskAsync(
        [Each(nameof(AskOneAsync))] IEnumerable<Uri> links, CancellationToken cancellationToken = default);

    [Child, Timeout(AnswerTimeout, Fallback = nameof(NoAnswer))]
    private async Task<Answer> AskOneAsync(Uri url, CancellationToken cancellationToken)
    {
        report.Begin();
        try
        {
            // GET, as not every server knows HEAD; what would follow the headers is never read.
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            return new(url, Failure: null);
        }
        catch (HttpRequestException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(url, FailureReason.Of(error));
        }
        finally
        {
            report.Finish();
        }
    }

    private Answer NoAnswer(Uri url)
    {
        report.TimeOut();
        return new(url, $"no answer within {AnswerTimeout / 1000} s");
    }
}
