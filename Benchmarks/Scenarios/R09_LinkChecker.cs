using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Peers;
using NurseryGen.Benchmarks.RealWork.Web;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R9: finds all pages of a site on loopback, sixteen at a time. The site is another process.</summary>
internal static partial class R09_LinkChecker
{
    private const int AtATime = 16;

    private static readonly Plan s_plan = new(Rounds: 7, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(6), BytePasses: 3);

    public static Scenario Scenario { get; } = new("R9", "finds the 5,000 pages of a site, 16 at a time", []) { Measure = Measure };

    private static void Measure(Scenario scenario, Figures figures)
    {
        using var site = Peer.Start(PageSite.Role);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtATime });
        http.BaseAddress = new Uri(site.Ask(""));
        figures.Add(scenario.Id, Interleaved.Measure(
            [
                new Contender(Contender.Ours, setting => new Ours(http, setting), PageSite.Pages),
                new Contender(Contender.ForEachAsync, _ => new ByLevel(http), PageSite.Pages),
            ],
            s_plan));
    }

    /// <summary>The numbers of the pages that a page links to.</summary>
    private static async Task<List<int>> LinksAsync(HttpClient http, int page, CancellationToken cancellationToken)
    {
        const string Mark = "href=\"/";
        var text = await http.GetStringAsync(page.ToString(CultureInfo.InvariantCulture), cancellationToken);
        var links = new List<int>();
        var place = 0;
        while ((place = text.IndexOf(Mark, place, StringComparison.Ordinal)) >= 0)
        {
            place += Mark.Length;
            links.Add(int.Parse(text.AsSpan(place, text.IndexOf('"', place) - place), CultureInfo.InvariantCulture));
        }

        return links;
    }

    private static void Check(int found)
    {
        if (found != PageSite.Pages)
            throw new InvalidOperationException($"{found} pages instead of {PageSite.Pages}.");
    }

    private sealed partial class Ours(HttpClient http, Setting setting) : IContender
    {
        public async ValueTask RunAsync(CancellationToken caller)
        {
            var found = new ConcurrentDictionary<int, bool> { [0] = true };
            await FindAsync(found, setting.Limit * 10, caller);
            Check(found.Count);
        }

        [Nursery(MaxConcurrency = AtATime)]
        private partial ValueTask FindAsync(
            ConcurrentDictionary<int, bool> found, [Timeout] TimeSpan limit, CancellationToken cancellationToken);

        private static ValueTask FindAsync(FindNursery nursery, ConcurrentDictionary<int, bool> found)
        {
            nursery.StartVisit(0, found);
            return default;
        }

        [Child, AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        private async ValueTask VisitAsync(
            FindNursery nursery, int page, ConcurrentDictionary<int, bool> found, CancellationToken cancellationToken)
        {
            foreach (var link in await LinksAsync(http, page, cancellationToken))
            {
                if (found.TryAdd(link, true))
                    nursery.StartVisit(link, found);
            }
        }
    }

    /// <summary>Parallel.ForEachAsync takes no more items once it runs: it finds the pages level by level.</summary>
    private sealed class ByLevel(HttpClient http) : IContender
    {
        public async ValueTask RunAsync(CancellationToken caller)
        {
            var found = new ConcurrentDictionary<int, bool> { [0] = true };
            var level = new ConcurrentQueue<int>([0]);
            while (!level.IsEmpty)
            {
                var next = new ConcurrentQueue<int>();
                var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = caller };
                await Parallel.ForEachAsync(level, options, async (page, cancellationToken) =>
                {
                    foreach (var link in await LinksAsync(http, page, cancellationToken))
                    {
                        if (found.TryAdd(link, true))
                            next.Enqueue(link);
                    }
                });
                level = next;
            }

            Check(found.Count);
        }
    }
}
