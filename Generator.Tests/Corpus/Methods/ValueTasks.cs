// ValueTask: fast paths, forwarding, conditionals, conversions.
using Corpus.Support;
using NurseryGen;

namespace Corpus.ValueTasks;

internal sealed partial class Store(ICache cache, ICatalog catalog)
{
    private readonly Dictionary<string, Product> _products = [];

    private string Role { get; } = "reader";

    [Nursery]
    public partial ValueTask<int> CountAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    private async ValueTask<int> CountAsync(CountNursery nursery, IReadOnlyList<string> skus)
    {
        foreach (var sku in skus) nursery.StartLoad(sku);
        await nursery.JoinAsync();
        return _products.Count;
    }

    [Child]
    private ValueTask<Product> LoadAsync(string sku, CancellationToken cancellationToken)
    {
        return _products.TryGetValue(sku, out var product)
            ? ValueTask.FromResult(product)
            : new ValueTask<Product>(catalog.GetAsync(sku, cancellationToken));
    }

    [Child]
    private async ValueTask<bool> ExistsAsync(string sku, CancellationToken cancellationToken)
    {
        var exists = catalog.ExistsAsync(sku, cancellationToken);

        // Trap: VSTHRD002 #698, CA2012: Result after IsCompletedSuccessfully, else an await: once on each path.
        return exists.IsCompletedSuccessfully ? exists.Result : await exists;
    }

    [Child]
    private ValueTask<(string Sku, string Role)> TagAsync(string sku, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Trap: CA2012 #4271: a property in the arguments of what is returned.
        return ValueTask.FromResult((sku, Role));
    }

    [Child]
    private async ValueTask<bool> EitherAsync(string sku, bool fresh, CancellationToken cancellationToken)
    {
        // Trap: CA2012 in dotnet/sdk#54340: ConfigureAwait on a conditional.
        return await (fresh ? catalog.ExistsAsync(sku, cancellationToken) : ValueTask.FromResult(false)).ConfigureAwait(false);
    }

    [Child]
    private async Task BothAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: S5034 #6779: two calls, two value tasks, each converted once.
        await Task.WhenAll(
            catalog.ExistsAsync(sku, cancellationToken).AsTask(),
            cache.SetAsync(sku, 1, TimeSpan.FromMinutes(1), cancellationToken).AsTask());
    }

    [Child]
    private ValueTask<Product?> FindAsync(string sku, CancellationToken cancellationToken)
    {
        if (_products.TryGetValue(sku, out var product)) return new(product);
        return Slow();

        async ValueTask<Product?> Slow()
        {
            var found = await cache.GetAsync<Product>(sku, cancellationToken);
            if (found is not null) _products[sku] = found;
            return found;
        }
    }

    [Child]
    private async ValueTask<Product?> PreservedAsync(string sku, CancellationToken cancellationToken)
    {
        var found = cache.GetAsync<Product>(sku, cancellationToken).Preserve();

        // Trap: CA2012: what is preserved may be awaited twice.
        if (await found is null) Console.WriteLine(sku);
        return await found;
    }

    [Child]
    private async ValueTask<Product?> TwiceAsync(string sku, CancellationToken cancellationToken)
    {
        var found = cache.GetAsync<Product>(sku, cancellationToken);
        if (await found is null) Console.WriteLine(sku);
        return await found; // expect: NUR502
    }

    [Child]
    private async ValueTask<Product> OnceOnEachPathAsync(string sku, bool patient, CancellationToken cancellationToken)
    {
        // Trap: CA2012: two awaits of a local, one on each path.
        var found = cache.GetAsync<Product>(sku, cancellationToken);
        if (patient) return await found ?? throw new KeyNotFoundException(sku);
        var product = await found;
        return product ?? new Product(sku, "", 0);
    }

    [Child]
    private async Task AllAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var pending = new List<ValueTask<bool>>(skus.Count);
        foreach (var sku in skus) pending.Add(catalog.ExistsAsync(sku, cancellationToken));

        // Trap: CA2012: stored in a list, and each taken out once.
        foreach (var exists in pending) await exists;
    }

    [Child]
    private async Task AsTaskAsync(string sku, CancellationToken cancellationToken)
    {
        var exists = catalog.ExistsAsync(sku, cancellationToken).AsTask();
        if (await Task.WhenAny(exists, Task.Delay(100, cancellationToken)) == exists) Console.WriteLine(sku);
        await exists;
    }

    [Child]
    private async Task ForgetAsync(string sku, CancellationToken cancellationToken)
    {
        _ = cache.SetAsync(sku, 0, TimeSpan.Zero, cancellationToken); // expect: NUR101
        await Checkpoint.YieldAsync(cancellationToken);
    }

    [Child]
    private async ValueTask<bool> BlockAsync(string sku, CancellationToken cancellationToken)
    {
        var known = await cache.GetAsync<bool>(sku, cancellationToken);
        return known || catalog.ExistsAsync(sku, cancellationToken).AsTask().GetAwaiter().GetResult(); // expect: NUR301
    }

    [Child]
    private ValueTask<bool> MaybeAsync(string sku, ICatalog? other, CancellationToken cancellationToken) =>
        // Trap: CA2012 #3384: null-conditional and a substitute.
        other?.ExistsAsync(sku, cancellationToken) ?? new ValueTask<bool>(true);
}

internal sealed partial class Buffered(Stream inner)
{
    private readonly byte[] _buffer = new byte[4096];
    private int _position;
    private int _length;

    // A reader that others use: the fast path is synchronous.
    public ValueTask<int> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_position < _length) return new ValueTask<int>(_buffer[_position++]);
        return RefillAsync(cancellationToken);
    }

    private async ValueTask<int> RefillAsync(CancellationToken cancellationToken)
    {
        _length = await inner.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        _position = 0;
        return _length == 0 ? -1 : _buffer[_position++];
    }

    [Timeout(1_000)]
    public partial ValueTask<string> ReadLineAsync(CancellationToken cancellationToken = default);

    private async ValueTask<string> ReadLineAsync(CancelScope scope)
    {
        var line = new System.Text.StringBuilder();
        while (await ReadAsync(scope.Token) is >= 0 and not '\n' and var read) line.Append((char)read);
        return line.ToString();
    }

    [Timeout(1_000, MoveOn = true)]
    public partial ValueTask SkipLineAsync(CancellationToken cancellationToken = default);

    private async ValueTask SkipLineAsync(CancelScope scope)
    {
        int read;
        do
        {
            // Trap: CA2012: awaited in a loop, but another one each time.
            read = await ReadAsync(scope.Token);
        }
        while (read is >= 0 and not '\n');
    }

    [Timeout(1_000)]
    public partial ValueTask<int> SumAsync(int count, CancellationToken cancellationToken = default);

    private async ValueTask<int> SumAsync(CancelScope scope, int count)
    {
        var next = ReadAsync(scope.Token);
        var sum = 0;
        for (var i = 0; i < count; i++) sum += await next; // expect: NUR502
        return sum;
    }
}
