using System.Net;

namespace LinkChecker.Checking;

/// <summary>The HTTP clients that a check needs.</summary>
internal static class SiteHttp
{
    // A proxy, if the environment names one, knows nothing of this machine's own addresses.
    public static HttpClient ForSite(Uri root) => CreateClient(useProxy: !root.IsLoopback);

    public static HttpClient ForOtherSites() => CreateClient(useProxy: true);

    private static HttpClient CreateClient(bool useProxy) =>
        new(new SocketsHttpHandler
        {
            MaxAutomaticRedirections = 10,
            UseCookies = false,
            UseProxy = useProxy,
        })
        {
            // The nursery has deadlines. A client with one of its own would end as a cancellation that nobody asked for: a failure.
            Timeout = Timeout.InfiniteTimeSpan,
            // Where the site speaks HTTP/2, all visits share one connection.
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            DefaultRequestHeaders = { { "User-Agent", "NurseryGen-LinkChecker/1.0" } },
        };
}
