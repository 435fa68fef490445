// Locks of both kinds, interlocked state, immutable snapshots.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Locking;

internal sealed partial class Inventory(ICatalog catalog, TextWriter journal)
{
    private readonly Lock _lock = new();
    private readonly object _oldLock = new();
    private readonly SemaphoreSlim _asyncLock = new(1, 1);
    private readonly ReaderWriterLockSlim _readerWriter = new();
    private readonly ConcurrentDictionary<string, int> _stock = new();
    private readonly Dictionary<string, int> _reserved = [];
    private ImmutableDictionary<string, decimal> _prices = ImmutableDictionary<string, decimal>.Empty;
    private int _running;

    [Nursery(MaxConcurrency = 8)]
    public partial Task LoadAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    private async Task LoadAsync(LoadNursery nursery, IReadOnlyList<string> skus)
    {
        foreach (var sku in skus) nursery.StartLoadOne(sku);
        await nursery.JoinAsync();
        lock (_lock) _reserved.Clear();
    }

    [Child]
    private async Task LoadOneAsync(string sku, CancellationToken cancellationToken)
    {
        _stock[sku] = await catalog.StockAsync(sku, cancellationToken);
        var price = await catalog.PriceAsync(sku, cancellationToken);
        ImmutableInterlocked.AddOrUpdate(ref _prices, sku, price, (_, _) => price);
    }

    [Child]
    private async Task ReserveAsync(string sku, int count, CancellationToken cancellationToken)
    {
        var stock = await catalog.StockAsync(sku, cancellationToken);
        lock (_lock)
        {
            var reserved = _reserved.GetValueOrDefault(sku);
            if (reserved + count > stock) throw new InvalidOperationException(sku);
            _reserved[sku] = reserved + count;
        }
    }

    [Child]
    private async Task JournalAsync(string line, CancellationToken cancellationToken)
    {
        await _asyncLock.WaitAsync(cancellationToken);
        try
        {
            await journal.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
        finally
        {
            _asyncLock.Release();
        }
    }

    [Child]
    private async Task JournalSafelyAsync(string line, CancellationToken cancellationToken)
    {
        var taken = false;
        try
        {
            await _asyncLock.WaitAsync(cancellationToken);
            taken = true;
            await journal.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
        finally
        {
            if (taken) _asyncLock.Release();
        }
    }

    [Child]
    private async Task JournalInLockAsync(string line, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        lock (_oldLock)
        {
            // Trap: MA0042: in a lock nothing can be awaited.
            journal.WriteLine(line);
            journal.Flush();
        }
    }

    [Child]
    private async Task<decimal> PriceAsync(string sku, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _prices).TryGetValue(sku, out var price)) return price;
        price = await catalog.PriceAsync(sku, cancellationToken);
        ImmutableInterlocked.TryAdd(ref _prices, sku, price);
        return price;
    }

    [Child]
    private async Task<int> StockAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: MA0045: an uncontended reader lock is held for a moment, and not across an await.
        _readerWriter.EnterReadLock();
        try
        {
            if (_reserved.TryGetValue(sku, out var reserved)) return reserved;
        }
        finally
        {
            _readerWriter.ExitReadLock();
        }

        return await catalog.StockAsync(sku, cancellationToken);
    }

    [Child]
    private async Task RefreshOnceAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1) return;
        try
        {
            foreach (var sku in _stock.Keys) _stock[sku] = await catalog.StockAsync(sku, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    [Child]
    private async Task TryEnterAsync(string sku, CancellationToken cancellationToken)
    {
        var stock = await catalog.StockAsync(sku, cancellationToken);
        if (!Monitor.TryEnter(_oldLock)) return;
        try
        {
            _reserved[sku] = stock;
        }
        finally
        {
            Monitor.Exit(_oldLock);
        }
    }

    [Child]
    private void Spin(CancellationToken cancellationToken)
    {
        var wait = new SpinWait();

        // Trap: ASYNC910: this loop checks the token, and ends.
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Interlocked.CompareExchange(ref _running, 1, 0) == 0) break;
            wait.SpinOnce();
        }

        Volatile.Write(ref _running, 0);
    }

    [Child]
    private void Increment(string sku)
    {
        // Trap: ASYNC910: an endless loop with a way out.
        while (true)
        {
            var seen = _stock.GetOrAdd(sku, 0);
            if (_stock.TryUpdate(sku, seen + 1, seen)) return;
        }
    }

    [Child]
    private void Burn()
    {
        for (;;) // expect: NUR206
            Interlocked.Increment(ref _running);
    }

    [Child]
    private async Task WaitForSignalAsync(ManualResetEventSlim signal, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        signal.Wait(cancellationToken); // expect: NUR304
    }
}

internal sealed partial class Counters
{
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private long _total;

    [Nursery]
    public partial Task<long> CountAsync(IReadOnlyList<IAsyncEnumerable<string>> sources, CancellationToken cancellationToken = default);

    private async Task<long> CountAsync(CountNursery nursery, IReadOnlyList<IAsyncEnumerable<string>> sources)
    {
        foreach (var source in sources) nursery.StartCountOne(source);
        await nursery.JoinAsync();
        return Interlocked.Read(ref _total);
    }

    [Child]
    private async Task CountOneAsync(IAsyncEnumerable<string> source, CancellationToken cancellationToken)
    {
        await foreach (var word in source.WithCancellation(cancellationToken))
        {
            _counts.AddOrUpdate(word, 1, (_, count) => count + 1);
            Interlocked.Increment(ref _total);
        }
    }

    [Child]
    private async Task<string[]> TopAsync(int count, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        return [.. _counts.OrderByDescending(pair => pair.Value).Take(count).Select(pair => pair.Key)];
    }

    // Plain code may block where it likes.
    public long Wait(ManualResetEventSlim ready)
    {
        ready.Wait();
        Thread.Sleep(1);
        return _total;
    }
}
