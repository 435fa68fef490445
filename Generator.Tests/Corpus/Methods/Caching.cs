// Caches of values and of tasks.
using System.Collections.Concurrent;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Caching;

internal sealed partial class ProductCache(ICatalog catalog, ICache cache)
{
    private readonly ConcurrentDictionary<string, Task<Product>> _pending = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<decimal>>> _prices = new();
    private readonly Lazy<Task<string[]>> _names = new(() => Task.FromResult<string[]>(["a", "b"]));
    private Task<Product[]>? _all;

    [Nursery(MaxConcurrency = 8)]
    public partial Task<Product[]> GetAllAsync(
        [Each(nameof(GetAsync))] IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    [Child]
    private async Task<Product> GetAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD003 #254: a task that somebody else started, awaited under one's own token.
        return await _pending.GetOrAdd(sku, LoadAsync).WaitAsync(cancellationToken);
    }

    // Shared by all who ask, so it runs under nobody's token; and no nursery code.
    private async Task<Product> LoadAsync(string sku)
    {
        try
        {
            return await catalog.GetAsync(sku);
        }
        catch
        {
            _pending.TryRemove(sku, out _);
            throw;
        }
    }

    [Nursery]
    public partial Task<decimal> SumAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    private async Task<decimal> SumAsync(SumNursery nursery, IReadOnlyList<string> skus)
    {
        var sum = 0m;
        foreach (var sku in skus)
        {
            // Trap: VSTHRD011: the value of a Lazy<Task> is a task, and is awaited.
            var price = _prices.GetOrAdd(sku, Price);
            sum += await price.Value.WaitAsync(nursery.Token);
        }

        return sum;
    }

    [Child]
    private async Task<string> FirstNameAsync(CancellationToken cancellationToken)
    {
        var names = await _names.Value.WaitAsync(cancellationToken);
        return names[0];
    }

    [Child]
    private async Task<Product[]> EverythingAsync(CancellationToken cancellationToken)
    {
        // Stored in a field for the next caller: no orphan.
        _all ??= Task.WhenAll((await _names.Value.WaitAsync(cancellationToken)).Select(LoadAsync));
        return await _all.WaitAsync(cancellationToken);
    }

    [Child]
    private Task<Product> GetSharedAsync(string sku, CancellationToken cancellationToken) =>
        _pending.TryGetValue(sku, out var pending) ? pending.WaitAsync(cancellationToken) : catalog.GetAsync(sku, cancellationToken);

    [Child]
    private async ValueTask<Product> GetFastAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD002 #698, VSTHRD103 #680: the task is known to have completed.
        if (_pending.TryGetValue(sku, out var pending) && pending.IsCompletedSuccessfully) return pending.Result;
        return await GetSharedAsync(sku, cancellationToken);
    }

    [Child]
    private async Task<Product> GetSlowlyAsync(string sku, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        return _pending.TryGetValue(sku, out var pending) ? pending.Result : throw new KeyNotFoundException(sku); // expect: NUR301
    }

    [Child]
    private async Task RefreshAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: CA2012 #3384: one ValueTask or the other, awaited once.
        var known = await cache.GetAsync<Product>(sku, cancellationToken);
        await (known is null
            ? cache.SetAsync(sku, await catalog.GetAsync(sku, cancellationToken), TimeSpan.FromHours(1), cancellationToken)
            : default);
    }

    [Child]
    private async Task<Product> ReadThroughAsync(string sku, CancellationToken cancellationToken)
    {
        if (await cache.GetAsync<Product>(sku, cancellationToken) is { } hit) return hit;
        var loaded = await catalog.GetAsync(sku, cancellationToken);
        await cache.SetAsync(sku, loaded, TimeSpan.FromMinutes(5), cancellationToken);
        return loaded;
    }

    [Child]
    private async Task<Product?> PeekAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: flake8-async #129: a dictionary's Get and a cache's TryGet are no I/O.
        if (cache.TryGet<Product>(sku, out var hit)) return hit;
        return await cache.GetAsync<Product>(sku, cancellationToken);
    }

    private Lazy<Task<decimal>> Price(string sku) => new(() => catalog.PriceAsync(sku));

    // Not in a nursery: a cache that warms itself in the background.
    public void Touch(string sku) => _ = _pending.GetOrAdd(sku, LoadAsync);
}

internal sealed partial class AsyncLazy<T>(Func<CancellationToken, Task<T>> create)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private T? _value;
    private bool _created;

    // Trap: MA0045: a method of a type that nurseries use is no nursery code.
    public async ValueTask<T> GetAsync(CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _created)) return _value!;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_created) return _value!;
            _value = await create(cancellationToken);
            Volatile.Write(ref _created, true);
            return _value;
        }
        finally
        {
            _gate.Release();
        }
    }
}

internal sealed partial class Rates(HttpClient http, ICache cache, TimeProvider clock)
{
    private readonly AsyncLazy<string> _table =
        new(cancellationToken => http.GetStringAsync("https://rates.example.org/", cancellationToken));
    private DateTimeOffset _expires;
    private string? _text;

    [Timeout(2_000, Fallback = nameof(LastKnown))]
    public partial Task<string> GetAsync(CancellationToken cancellationToken = default);

    private async Task<string> GetAsync(CancelScope scope)
    {
        if (clock.GetUtcNow() < _expires && _text is not null) return _text;
        _text = await _table.GetAsync(scope.Token);
        _expires = clock.GetUtcNow().AddMinutes(5);
        return _text;
    }

    private string LastKnown() => _text ?? "";

    [Nursery]
    public partial Task<string?> FastestAsync(string key, CancellationToken cancellationToken = default);

    private async Task<string?> FastestAsync(FastestNursery nursery, string key)
    {
        var fresh = nursery.StartDownload();
        if (await cache.GetAsync<string>(key, nursery.Token) is { } cached)
        {
            nursery.Cancel("the cache has it");
            return cached;
        }

        return await fresh;
    }

    [Child]
    private async Task<string> DownloadAsync(CancellationToken cancellationToken) => await _table.GetAsync(cancellationToken);
}
