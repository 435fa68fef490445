using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Peers;
using NurseryGen.Benchmarks.RealWork.Web;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R7: a web endpoint that asks three children, under a deadline, for 64 connections that are always busy.</summary>
internal static partial class R07_Endpoint
{
    /// <summary>Added to a contender's name: the time in which 99 of 100 requests were answered.</summary>
    public const string Slowest = ", p99";

    private const int Rounds = 7;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_slice = TimeSpan.FromSeconds(2);

    public static Scenario Scenario { get; } =
        new("R7", "a Kestrel endpoint that fans out to three, 64 connections", []) { Measure = Measure };

    private static void Measure(Scenario scenario, Figures figures) => MeasureAsync(scenario, figures).GetAwaiter().GetResult();

    private static async Task MeasureAsync(Scenario scenario, Figures figures)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var client = Peer.Start(LoadClient.Role);
        Endpoint[] endpoints =
            [new(Contender.Ours, new Uri(server.Address + Nursery), Rounds), new(Contender.Hand, new Uri(server.Address + ByHand), Rounds)];
        foreach (var endpoint in endpoints)
            LoadClient.Measure(client, endpoint.Address, s_warmUp);

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var endpoint in round % 2 == 0 ? endpoints : endpoints.Reverse())
                endpoint.Measure(round, client);
        }

        figures.Add(scenario.Id, endpoints.SelectMany(static endpoint => endpoint.Figures));
    }

    private const string Nursery = "/nursery";
    private const string ByHand = "/hand";

    private static async Task AnswerAsync(HttpContext context)
    {
        var (stock, price, rating) = context.Request.Path == Nursery
            ? await AskAsync(s_limit, context.RequestAborted)
            : await AskByHandAsync(context.RequestAborted);
        var text = $"{stock} left, {price} each, {rating} stars";
        context.Response.ContentLength = text.Length;
        await context.Response.WriteAsync(text);
    }

    [Nursery(nameof(StockAsync), nameof(PriceAsync), nameof(RatingAsync))]
    private static partial Task<(int Stock, int Price, int Rating)> AskAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken);

    private static async Task<(int Stock, int Price, int Rating)> AskByHandAsync(CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(s_limit);
        var stock = Task.Run(() => OrCancelAsync(StockAsync, source), CancellationToken.None);
        var price = Task.Run(() => OrCancelAsync(PriceAsync, source), CancellationToken.None);
        var rating = Task.Run(() => OrCancelAsync(RatingAsync, source), CancellationToken.None);
        await Task.WhenAll(stock, price, rating);
        return (await stock, await price, await rating);
    }

    private static async Task<int> OrCancelAsync(Func<CancellationToken, Task<int>> child, CancellationTokenSource source)
    {
        try
        {
            return await child(source.Token);
        }
        catch
        {
            await source.CancelAsync();
            throw;
        }
    }

    [Child]
    private static Task<int> StockAsync(CancellationToken cancellationToken) => LookUpAsync(12, cancellationToken);

    [Child]
    private static Task<int> PriceAsync(CancellationToken cancellationToken) => LookUpAsync(345, cancellationToken);

    [Child]
    private static Task<int> RatingAsync(CancellationToken cancellationToken) => LookUpAsync(4, cancellationToken);

    /// <summary>A look at something that is at hand, but asynchronous.</summary>
    private static async Task<int> LookUpAsync(int found, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return found;
    }

    private sealed class Endpoint(string name, Uri address, int rounds)
    {
        private readonly double[] _nanoseconds = new double[rounds];
        private readonly double[] _cpuNanoseconds = new double[rounds];
        private readonly double[] _slowest = new double[rounds];
        private readonly double[] _bytes = new double[rounds];

        public Uri Address => address;

        /// <summary>By the request.</summary>
        public IEnumerable<Figure> Figures =>
        [
            new Figure(name, 1, _nanoseconds, _bytes.Min()) { CpuNanoseconds = _cpuNanoseconds },
            new Figure(name + Slowest, 1, _slowest, 0),
        ];

        public void Measure(int round, Peer client)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var (cpu, bytes) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
            var load = LoadClient.Measure(client, address, s_slice);
            process.Refresh();
            _nanoseconds[round] = s_slice.TotalNanoseconds / load.Requests;
            _cpuNanoseconds[round] = (process.TotalProcessorTime - cpu).TotalNanoseconds / load.Requests;
            _bytes[round] = (GC.GetTotalAllocatedBytes() - bytes) / (double)load.Requests;
            _slowest[round] = load.Slowest.TotalNanoseconds;
        }
    }
}
