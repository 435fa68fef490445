// Races: the first to succeed, fallbacks, happy eyeballs, quorums.
using System.Net;
using System.Net.Sockets;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Races;

internal sealed partial class Dialer(ILogger<Dialer> logger)
{
    [Nursery(Policy = NurseryPolicy.Race), Timeout(3_000)]
    public partial Task<Socket> ConnectAsync(
        [Each(nameof(DialAsync))] IReadOnlyList<IPEndPoint> addresses, CancellationToken cancellationToken = default);

    [Child]
    private async Task<Socket> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [Child]
    private async Task<Socket> DialLoggedAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch (Exception error)
        {
            socket.Dispose();
            logger.LogInformation("{Address}: {Error}", address, error is OperationCanceledException ? "cancelled" : error.Message);
            throw;
        }
    }

    [Child]
    private static async Task<Socket> DialByNameAsync(string host, CancellationToken cancellationToken)
    {
        foreach (var address in await Dns.GetHostAddressesAsync(host, cancellationToken))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address, 80, cancellationToken);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        throw new SocketException((int)SocketError.HostNotFound);
    }

    [Child]
    private static async Task<Socket> DialByNameBlockinglyAsync(string host, CancellationToken cancellationToken)
    {
        var address = Dns.GetHostAddresses(host)[0]; // expect: NUR303
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, 80, cancellationToken);
        return socket;
    }
}

internal sealed partial class Quotes(IReadOnlyList<HttpClient> sources, ICache cache)
{
    [Nursery(Policy = NurseryPolicy.Race)]
    public partial Task<Quote> QuoteAsync(string symbol, CancellationToken cancellationToken = default);

    private async Task<Quote> QuoteAsync(QuoteNursery nursery, string symbol)
    {
        foreach (var source in sources)
        {
            nursery.StartAsk(source, symbol);
            await Task.Delay(50, nursery.Token);
        }

        return await nursery.StartCached(symbol);
    }

    [Child]
    private static async Task<Quote> AskAsync(HttpClient source, string symbol, CancellationToken cancellationToken)
    {
        var text = await source.GetStringAsync($"quote/{symbol}", cancellationToken);
        return new Quote(symbol, decimal.Parse(text), DateTimeOffset.UnixEpoch);
    }

    [Child]
    private async Task<Quote> CachedAsync(string symbol, CancellationToken cancellationToken)
    {
        await Task.Delay(400, cancellationToken);
        return await cache.GetAsync<Quote>(symbol, cancellationToken) ?? throw new KeyNotFoundException(symbol);
    }

    [Timeout(500, Fallback = nameof(Stale))]
    public partial Task<Quote> QuoteInTimeAsync(string symbol, CancellationToken cancellationToken = default);

    private async Task<Quote> QuoteInTimeAsync(CancelScope scope, string symbol)
    {
        var quote = await QuoteAsync(symbol, scope.Token);
        await cache.SetAsync(symbol, quote, TimeSpan.FromSeconds(10), scope.Token);
        return quote;
    }

    private Quote Stale(
        string symbol) => cache.TryGet<Quote>(symbol, out var quote) && quote is not null ? quote : new Quote(symbol, 0, default);

    [Timeout(500)]
    public partial Task<Quote> QuoteOrFailAsync(string symbol, CancellationToken cancellationToken = default);

    private async Task<Quote> QuoteOrFailAsync(CancelScope scope, string symbol)
    {
        if (await cache.GetAsync<Quote>(symbol, scope.Token) is { } known) return known;
        return await QuoteAsync(symbol, default); // expect: NUR203
    }
}

internal sealed partial class Quorum(IReadOnlyList<IOrderStore> replicas)
{
    [Nursery]
    public partial Task<bool> SaveAsync(Order order, CancellationToken cancellationToken = default);

    private async Task<bool> SaveAsync(SaveNursery nursery, Order order)
    {
        var needed = (replicas.Count / 2) + 1;
        var votes = new SemaphoreSlim(0);
        foreach (var replica in replicas) nursery.StartSaveTo(replica, order, votes);
        for (var i = 0; i < needed; i++) await votes.WaitAsync(nursery.Token);
        nursery.Cancel("enough");
        return true;
    }

    [Child]
    private static async Task SaveToAsync(IOrderStore replica, Order order, SemaphoreSlim votes, CancellationToken cancellationToken)
    {
        try
        {
            await replica.SaveAsync(order, cancellationToken);
            votes.Release();
        }
        catch (TransientException)
        {
            // The others will do.
        }
    }

    [Nursery(Policy = NurseryPolicy.Race)]
    public partial Task<Order?> FindAsync(int id, CancellationToken cancellationToken = default);

    private Task<Order?> FindAsync(FindNursery nursery, int id)
    {
        Child<Order?> last = default;
        foreach (var replica in replicas) last = nursery.StartFindIn(replica, id);

        // Trap: CA2012, VSTHRD110: a child's handle may be kept, converted and handed out.
        return last.AsTask();
    }

    [Child]
    private static async Task<Order?> FindInAsync(IOrderStore replica, int id, CancellationToken cancellationToken) =>
        await replica.FindAsync(id, cancellationToken);
}
