// Semaphores, limits, rate limiting.
using System.Collections.Concurrent;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Throttling;

internal sealed partial class Limited(ICatalog catalog, ILogger<Limited> logger)
{
    private readonly SemaphoreSlim _gate = new(4);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    [Nursery]
    public partial Task<decimal> SumAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    private async Task<decimal> SumAsync(SumNursery nursery, IReadOnlyList<string> skus)
    {
        var prices = skus.Select(sku => nursery.StartPrice(sku)).ToArray();
        await nursery.JoinAsync();
        return prices.Sum(price => price.Result);
    }

    [Child]
    private async Task<decimal> PriceAsync(string sku, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await catalog.PriceAsync(sku, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    [Child]
    private async Task<decimal> PriceBlockinglyAsync(string sku, CancellationToken cancellationToken)
    {
        _gate.Wait(cancellationToken); // expect: NUR303
        try
        {
            return await catalog.PriceAsync(sku, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    [Child]
    private async Task<decimal?> PriceIfFreeAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: CA1849 #7271, VSTHRD103 #611: with a time-out of zero, Wait tests and doesn't block.
        if (!_gate.Wait(0, cancellationToken)) return null;
        try
        {
            return await catalog.PriceAsync(sku, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    [Child]
    private async Task<int?> StockIfFreeAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: CA1849 #7271 again, and CA2016: there is nothing to cancel in a test.
        if (!_gate.Wait(TimeSpan.Zero)) return null;
        try
        {
            return await catalog.StockAsync(sku, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    [Child]
    private async Task<bool> TryPriceAsync(string sku, CancellationToken cancellationToken)
    {
        if (!await _gate.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken))
        {
            logger.LogInformation("busy");
            return false;
        }

        try
        {
            await catalog.PriceAsync(sku, cancellationToken);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    [Child]
    private async Task UpdateAsync(string sku, Func<CancellationToken, Task> update, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(sku, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            await update(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    [Child]
    private async Task UpdateUntilDoneAsync(string sku, Func<CancellationToken, Task> update, CancellationToken cancellationToken)
    {
        using (await EnterAsync(_gate, cancellationToken)) await update(cancellationToken);
        logger.LogDebug("updated {Sku}", sku);
    }

    [Child]
    private async Task UpdateWithoutTokenAsync(string sku, Func<CancellationToken, Task> update, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(); // expect: NUR202
        try
        {
            await update(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async ValueTask<Releaser> EnterAsync(SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        return new Releaser(gate);
    }

    private readonly struct Releaser(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

internal sealed partial class Parallels(IOrderStore orders)
{
    [Nursery]
    public partial Task SaveAsync(IReadOnlyList<Order> batch, CancellationToken cancellationToken = default);

    private async Task SaveAsync(SaveNursery nursery, IReadOnlyList<Order> batch)
    {
        // Trap: VSTHRD110: Parallel.ForEachAsync awaits what it starts, and is awaited.
        await Parallel.ForEachAsync(
            batch, nursery.Token, async (order, cancellationToken) => await orders.SaveAsync(order, cancellationToken));
    }

    [Nursery]
    public partial Task DeleteAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken = default);

    private async Task DeleteAsync(DeleteNursery nursery, IReadOnlyList<int> ids)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = nursery.Token };

        // Trap: CA2016: the token is in the options, and each iteration is given its own.
        await Parallel.ForEachAsync(ids, options, (id, cancellationToken) => new ValueTask(orders.DeleteAsync(id, cancellationToken)));
    }

    [Nursery(MaxConcurrency = 4)]
    public partial Task ArchiveAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken = default);

    private Task ArchiveAsync(ArchiveNursery nursery, IReadOnlyList<int> ids)
    {
        foreach (var chunk in ids.Chunk(10)) nursery.StartArchiveChunk(chunk);
        return Task.CompletedTask;
    }

    [Child]
    private async Task ArchiveChunkAsync(int[] ids, CancellationToken cancellationToken)
    {
        var found = new Order?[ids.Length];
        for (var i = 0; i < ids.Length; i++) found[i] = await orders.FindAsync(ids[i], cancellationToken);
        foreach (var order in found)
        {
            if (order is not null) await orders.DeleteAsync(order.Id, cancellationToken);
        }
    }

    [Child]
    private async Task ArchiveInBackgroundAsync(int[] ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            if (await orders.FindAsync(id, cancellationToken) is null) continue;
            _ = Task.Factory.StartNew( // expect: NUR104
                () => Console.WriteLine(id), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }
}

internal sealed partial class TokenBucket(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _tokens = 10;
    private long _stamp;

    [Nursery]
    public partial Task RunAsync(IReadOnlyList<Func<CancellationToken, Task>> jobs, CancellationToken cancellationToken = default);

    private async Task RunAsync(RunNursery nursery, IReadOnlyList<Func<CancellationToken, Task>> jobs)
    {
        foreach (var job in jobs)
        {
            await AcquireAsync(nursery.Token);
            nursery.StartJob(job);
        }
    }

    [Child]
    private static async Task JobAsync(
        Func<CancellationToken, Task> job, CancellationToken cancellationToken) => await job(cancellationToken);

    private async ValueTask AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                var now = clock.GetTimestamp();
                _tokens = Math.Min(10, _tokens + clock.GetElapsedTime(_stamp, now).TotalSeconds);
                _stamp = now;
                if (_tokens >= 1)
                {
                    _tokens--;
                    return;
                }

                wait = TimeSpan.FromSeconds(1 - _tokens);
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }
}
