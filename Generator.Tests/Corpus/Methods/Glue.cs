// Nursery.RunAsync, NurseryHost, lambdas as children: nurseries without the generator.
using System.Threading.Channels;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Glue;

internal static class Scripts
{
    public static async Task PingAllAsync(HttpClient http, IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        await Nursery.RunAsync(async nursery =>
        {
            foreach (var host in hosts) nursery.Start(token => PingAsync(http, host, token));
            await nursery.JoinAsync();
            Console.WriteLine("all up");
        }, cancellationToken);
    }

    public static async Task PingTwoAsync(HttpClient http, CancellationToken cancellationToken)
    {
        await Nursery.RunAsync(async nursery =>
        {
            nursery.Start(static (http, token) => PingAsync(http, "a", token), http);
            nursery.Start(static async (http, token) => await PingAsync(http, "b", token), http);
            await PingAsync(http, "c", nursery.Token);
        }, cancellationToken);
    }

    public static async Task<int> CountAsync(ICatalog catalog, IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        await Nursery.RunAsync(async nursery =>
        {
            var stocks = skus.Select(sku => nursery.Start(token => catalog.StockAsync(sku, token))).ToArray();
            var sum = 0;
            foreach (var stock in stocks) sum += await stock;
            return sum;
        }, cancellationToken);

    public static async Task<int> CountJoinedAsync(ICatalog catalog, CancellationToken cancellationToken) =>
        await Nursery.RunAsync(async nursery =>
        {
            var first = nursery.Start(token => catalog.StockAsync("a", token));
            var second = nursery.Start(token => catalog.StockAsync("b", token));
            await nursery.JoinAsync();
            return first.Result + second.Result;
        }, cancellationToken);

    public static async Task<int> CountTooEarlyAsync(ICatalog catalog, CancellationToken cancellationToken) =>
        await Nursery.RunAsync(async nursery =>
        {
            var first = nursery.Start(token => catalog.StockAsync("a", token));
            var second = await catalog.StockAsync("b", nursery.Token);
            return first.Result + second; // expect: NUR501
        }, cancellationToken);

    public static async Task PipeAsync(ICatalog catalog, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<decimal>();
        await Nursery.RunAsync(async nursery =>
        {
            nursery.Start(Produce);
            await foreach (var price in channel.Reader.ReadAllAsync(nursery.Token)) Console.WriteLine(price);
        }, cancellationToken);

        async Task Produce(CancellationToken token)
        {
            foreach (var sku in skus) await channel.Writer.WriteAsync(await catalog.PriceAsync(sku, token), token);
            channel.Writer.Complete();
        }
    }

    public static async Task OuterTokenAsync(HttpClient http, CancellationToken cancellationToken)
    {
        await Nursery.RunAsync(async nursery =>
        {
            nursery.Start(token => PingAsync(http, "a", token));
            nursery.Start(token => PingAsync(http, "b", cancellationToken)); // expect: NUR203
            await nursery.JoinAsync();
        }, cancellationToken);
    }

    public static async Task FailAfterAsync(HttpClient http, CancellationToken cancellationToken)
    {
        await CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), async scope =>
        {
            await PingAsync(http, "a", scope.Token);
            await Nursery.RunAsync(async nursery =>
            {
                nursery.Start(token => PingAsync(http, "b", token));
                await PingAsync(http, "c", nursery.Token);
            }, scope.Token);
        }, cancellationToken);
    }

    public static async Task<string> FirstAsync(
        IReadOnlyList<Func<CancellationToken, Task<string>>> sources, CancellationToken cancellationToken)
    {
        var options = new NurseryOptions { Policy = NurseryPolicy.Race, Timeout = TimeSpan.FromSeconds(3) };
        return await Nursery.RunAsync<string>(nursery =>
        {
            Child<string> last = default;
            foreach (var source in sources) last = nursery.Start(source);
            return last.AsTask();
        }, options, cancellationToken);
    }

    public static async Task<int> MainAsync(HttpClient http) => await NurseryHost.RunAsync(async nursery =>
    {
        nursery.Start(token => PingAsync(http, "a", token));
        await PingAsync(http, "b", nursery.Token);
    });

    public static async Task ReadyAsync(HttpClient http, CancellationToken cancellationToken) =>
        await Nursery.RunAsync(async nursery =>
        {
            // Trap: CA2016: StartAsync has an optional token; the nursery's own applies without. VSTHRD103: Start is something else than
            // StartAsync.
            var port = await nursery.StartAsync<int>(async (ready, token) =>
            {
                ready.Set(80);
                await Task.Delay(Timeout.Infinite, token);
            });
            nursery.Start(token => PingAsync(http, $"localhost:{port}", token));
            await Task.Delay(100, nursery.Token);
            nursery.Cancel();
        }, cancellationToken);

    public static async Task ForgetAsync(HttpClient http, CancellationToken cancellationToken) =>
        await Nursery.RunAsync(async nursery =>
        {
            nursery.Start(async token =>
            {
                _ = PingAsync(http, "a", token); // expect: NUR101
                await Task.Delay(100, token);
            });
            await PingAsync(http, "b", nursery.Token);
        }, cancellationToken);

    public static async Task SleepAsync(CancellationToken cancellationToken) =>
        await Nursery.RunAsync(async nursery =>
        {
            Thread.Sleep(10); // expect: NUR302
            await Task.Delay(10, nursery.Token);
        }, cancellationToken);

    public static async Task WithoutCallerAsync(HttpClient http)
    {
        // Nothing is at hand here that could be forwarded.
        await Nursery.RunAsync(async nursery =>
        {
            nursery.Start(token => PingAsync(http, "a", token));
            await PingAsync(http, "b", nursery.Token);
        });
    }

    public static async Task CatchAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            await PingTwoAsync(http, cancellationToken);
        }
        catch (Exception error) when (ExceptionGroup.Matches<HttpRequestException>(error))
        {
            Console.WriteLine(error.Message);
        }
    }

    // Passing the handle on as an argument is what handles are for.
    public static async Task SpiderAsync(HttpClient http, Uri root, CancellationToken cancellationToken) =>
        await Nursery.RunAsync(async nursery =>
        {
            Visit(nursery, http, root, depth: 3);
            await nursery.JoinAsync();
            Console.WriteLine(nursery.ChildCount);
        }, cancellationToken);

    private static void Visit(Nursery nursery, HttpClient http, Uri url, int depth) => nursery.Start(async token =>
    {
        var text = await http.GetStringAsync(url, token);
        if (depth == 0) return;
        foreach (var word in text.Split(' '))
        {
            if (Uri.TryCreate(word, UriKind.Absolute, out var link)) Visit(nursery, http, link, depth - 1);
        }
    });

    private static async Task PingAsync(HttpClient http, string host, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"http://{host}/"), cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

internal sealed class Escapes
{
    private Nursery _nursery;

    public int Running => _nursery.ChildCount;

    public Task RunAsync(CancellationToken cancellationToken) => Nursery.RunAsync(
        nursery =>
        {
            _nursery = nursery; // expect: NUR105
            return Task.Delay(1_000, nursery.Token);
        },
        cancellationToken);

    public Task ServeAsync(ILegacyClient legacy, CancellationToken cancellationToken) => Nursery.RunAsync(
        async nursery =>
        {
            legacy.Received += (_, name) => nursery.Start(token => legacy.DownloadAsync(name).WaitAsync(token)); // expect: NUR105
            await Task.Delay(1_000, nursery.Token);
        },
        cancellationToken);
}
