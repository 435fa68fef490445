// Producers and consumers of IAsyncEnumerable<T>.
using System.Runtime.CompilerServices;
using Corpus.Support;
using NurseryGen;

namespace Corpus.AsyncStreams;

internal sealed partial class Feed(IOrderStore orders, ICatalog catalog)
{
    [Nursery(MaxConcurrency = 8)]
    public partial IAsyncEnumerable<Product> ProductsAsync(
        [Each(nameof(ProductAsync))] IAsyncEnumerable<string> skus, CancellationToken cancellationToken = default);

    [Child]
    private Task<Product> ProductAsync(string sku, CancellationToken cancellationToken) => catalog.GetAsync(sku, cancellationToken);

    // Trap: CA2016 #4452: an EnumeratorCancellation parameter is filled in by WithCancellation, and optional for that reason.
    public async IAsyncEnumerable<string> SkusAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var order in orders.StreamAsync(day, cancellationToken))
        {
            foreach (var sku in order.Items) yield return sku;
        }
    }

    [Nursery]
    public partial Task<int> CountAsync(DateOnly day, CancellationToken cancellationToken = default);

    private async Task<int> CountAsync(CountNursery nursery, DateOnly day)
    {
        var count = 0;
        await foreach (var product in ProductsAsync(SkusAsync(day, nursery.Token), nursery.Token))
        {
            if (product.Price > 0) count++;
        }

        return count;
    }

    [Nursery]
    public partial Task<int> CountAgainAsync(DateOnly day, CancellationToken cancellationToken = default);

    private async Task<int> CountAgainAsync(CountAgainNursery nursery, DateOnly day)
    {
        var count = 0;

        // Trap: CA2016 #4452: the token goes to the enumerator.
        await foreach (var _ in SkusAsync(day).WithCancellation(nursery.Token).ConfigureAwait(false)) count++;
        return count;
    }

    [Nursery]
    public partial Task<int> CountWronglyAsync(DateOnly day, CancellationToken cancellationToken = default);

    private async Task<int> CountWronglyAsync(CountWronglyNursery nursery, DateOnly day)
    {
        nursery.CancelAfter(TimeSpan.FromSeconds(5));
        var count = 0;
        await foreach (var _ in SkusAsync(day)) count++; // expect: NUR202
        return count;
    }
}

internal sealed partial class Readings(IReadOnlyList<string> sensors)
{
    [Nursery(MaxConcurrency = 3)]
    public partial IAsyncEnumerable<Reading> ReadAllAsync(
        [Each(nameof(ReadAsync))] IEnumerable<string> names, CancellationToken cancellationToken = default);

    [Child, Timeout(100, Fallback = nameof(Nothing))]
    private static async Task<Reading> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await Task.Delay(name.Length, cancellationToken);
        return new Reading(name, name.Length);
    }

    private static Reading Nothing(string name) => new(name, double.NaN);

    [Timeout(1_000)]
    public partial Task<double> AverageAsync(CancellationToken cancellationToken = default);

    private async Task<double> AverageAsync(CancelScope scope)
    {
        // Trap: ASYNC100 in ruff #13637: an await foreach is a checkpoint, and takes the scope's token.
        var (sum, count) = (0d, 0);
        await foreach (var reading in ReadAllAsync(sensors, scope.Token))
        {
            if (double.IsNaN(reading.Value)) continue;
            sum += reading.Value;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    [Nursery]
    public partial Task<Reading?> FirstAboveAsync(double limit, CancellationToken cancellationToken = default);

    private async Task<Reading?> FirstAboveAsync(FirstAboveNursery nursery, double limit)
    {
        await foreach (var reading in ReadAllAsync(sensors, nursery.Token))
        {
            if (reading.Value > limit) return reading;
        }

        return null;
    }

    public async IAsyncEnumerable<Reading> EverySecondAsync(
        TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await foreach (var reading in ReadAllAsync(sensors, cancellationToken)) yield return reading;
        }
    }

    public static async IAsyncEnumerable<Reading[]> WindowsAsync(
        IAsyncEnumerable<Reading> source, int size, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var window = new Queue<Reading>(size);
        await foreach (var reading in source.WithCancellation(cancellationToken))
        {
            if (window.Count == size) window.Dequeue();
            window.Enqueue(reading);
            if (window.Count == size) yield return [.. window];
        }
    }
}

internal sealed partial class Paging(HttpClient http)
{
    public async IAsyncEnumerable<string> PagesAsync(Uri first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Uri? next = first;
        while (next is not null)
        {
            using var response = await http.GetAsync(next, cancellationToken);
            yield return await response.Content.ReadAsStringAsync(cancellationToken);
            next = response.Headers.Location;
        }
    }

    // A scope inside of an iterator is sound where no yield is inside of the scope.
    public async IAsyncEnumerable<string> PatientlyAsync(
        IReadOnlyList<Uri> urls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var url in urls)
        {
            string text;
            using (var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(2), cancellationToken))
            {
                text = await http.GetStringAsync(url, scope.Token);
            }

            yield return text;
        }
    }

    public async IAsyncEnumerable<string> ImpatientlyAsync(
        IReadOnlyList<Uri> urls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(2), cancellationToken);
        foreach (var url in urls)
        {
            var text = await http.GetStringAsync(url, scope.Token);
            yield return text; // expect: NUR107
        }
    }

    [Nursery]
    public partial Task<int> LengthAsync(Uri first, CancellationToken cancellationToken = default);

    private async Task<int> LengthAsync(LengthNursery nursery, Uri first)
    {
        await using var pages = PagesAsync(first, nursery.Token).GetAsyncEnumerator(nursery.Token);
        var length = 0;
        while (await pages.MoveNextAsync())
        {
            length += pages.Current.Length;
            nursery.StartIndex(pages.Current);
        }

        return length;
    }

    [Child]
    private static async Task IndexAsync(string text, CancellationToken cancellationToken)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0) await Checkpoint.YieldAsync(cancellationToken);
        }
    }
}

internal sealed partial class Mirror(IOrderStore source, IOrderStore target)
{
    [Nursery(MaxConcurrency = 32)]
    public partial Task CopyAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken = default);

    private async Task CopyAsync(CopyNursery nursery, DateOnly from, DateOnly until)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            await foreach (var order in source.StreamAsync(day, nursery.Token).ConfigureAwait(false)) nursery.StartSave(order);
        }
    }

    [Child]
    private async Task SaveAsync(Order order, CancellationToken cancellationToken)
    {
        await target.SaveAsync(order, cancellationToken).ConfigureAwait(false);
    }

    [Child]
    private async Task SaveOnceAsync(Order order, CancellationToken cancellationToken)
    {
        var existing = await target.FindAsync(order.Id, cancellationToken);
        if (existing is null) await target.SaveAsync(order, cancellationToken);
    }
}
