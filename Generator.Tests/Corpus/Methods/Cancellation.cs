// Tokens linked, scopes nested, deadlines moved, shields.
using Corpus.Support;
using NurseryGen;

namespace Corpus.Cancellation;

internal sealed partial class Linked(IHostApplicationLifetime lifetime, ICatalog catalog, HttpClient http)
{
    [Nursery]
    public partial Task<decimal> SumAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    private async Task<decimal> SumAsync(SumNursery nursery, IReadOnlyList<string> skus)
    {
        var prices = new List<Child<decimal>>();
        foreach (var sku in skus) prices.Add(nursery.StartPrice(sku));
        var sum = 0m;
        foreach (var price in prices) sum += await price;
        return sum;
    }

    [Child]
    private async Task<decimal> PriceAsync(string sku, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        return await catalog.PriceAsync(sku, linked.Token);
    }

    [Child]
    private async Task<decimal> PriceInTimeAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: CA2016: CreateLinkedTokenSource has an overload with one more token, and has what it needs.
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        linked.CancelAfter(TimeSpan.FromSeconds(1));
        return await catalog.PriceAsync(sku, linked.Token);
    }

    [Child]
    private async Task<string> LinkedHelperAsync(Uri url, CancellationToken cancellationToken)
    {
        // Trap: MA0040 #586: what itself returns a token is no call that lacks one.
        var other = Either();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, other);

        // Trap: MA0040 #228: an extension method on the token.
        await cancellationToken.WhenCancelledOrAsync(Task.CompletedTask);
        return await http.GetStringAsync(url, linked.Token);
    }

    [Child]
    private async Task<string> ObsoleteAsync(Uri url, CancellationToken cancellationToken)
    {
        // Trap: CA2016 #6819: the overload with a token is obsolete.
        var name = await NameAsync(url);
        return await http.GetStringAsync(name, cancellationToken);
    }

    [Child]
    private async Task<decimal> MiddleAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: CA2016 #3786: the overload with a token takes something more besides.
        var rate = await RateAsync(sku);
        return rate * await catalog.PriceAsync(sku, cancellationToken);
    }

    [Child]
    private async Task<decimal> StaticLambdaAsync(string sku, CancellationToken cancellationToken)
    {
        // Trap: MA0040 #796: a static lambda can't reach the token, and has its own.
        return await Apply(catalog, sku, static (catalog, sku, token) => catalog.PriceAsync(sku, token), cancellationToken);
    }

    [Child]
    private async Task<decimal> IgnoringAsync(string sku, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        return await catalog.PriceAsync(sku, default); // expect: NUR203
    }

    private static Task<decimal> Apply(
        ICatalog catalog, string sku, Func<ICatalog, string, CancellationToken, Task<decimal>> call, CancellationToken cancellationToken) =>
        call(catalog, sku, cancellationToken);

    private static CancellationToken Either(CancellationToken cancellationToken = default) => cancellationToken;

    private static Task<string> NameAsync(Uri url) => Task.FromResult(url.Host);

    [Obsolete("Names are never asked for across the network.")]
    private static Task<string> NameAsync(
        Uri url, CancellationToken cancellationToken) => Task.FromResult(url.Host).WaitAsync(cancellationToken);

    private static Task<decimal> RateAsync(string sku) => Task.FromResult((decimal)sku.Length);

    private static Task<decimal> RateAsync(string sku, DateOnly day, CancellationToken cancellationToken) =>
        Task.FromResult((decimal)(sku.Length + day.Day)).WaitAsync(cancellationToken);
}

internal static class TokenExtensions
{
    public static async Task WhenCancelledOrAsync(this CancellationToken cancellationToken, Task task)
    {
        await task.WaitAsync(cancellationToken);
    }
}

internal sealed partial class Scopes(HttpClient http, IOrderStore orders, TimeProvider clock)
{
    [Timeout(500)]
    public partial Task<string> ReadAsync(Uri url, CancellationToken cancellationToken = default);

    private async Task<string> ReadAsync(CancelScope scope, Uri url) => await http.GetStringAsync(url, scope.Token);

    [Timeout(500)]
    public partial Task<string> ReadBoundAsync(Uri url, CancellationToken cancellationToken = default);

    // A body may take a token instead of asking the scope for it: it is the scope's.
    private async Task<string> ReadBoundAsync(CancelScope scope, Uri url, CancellationToken cancellationToken)
    {
        scope.CancelAfter(TimeSpan.FromMilliseconds(400));
        return await http.GetStringAsync(url, cancellationToken);
    }

    [Timeout(500, MoveOn = true)]
    public partial Task TouchAsync(int id, CancellationToken cancellationToken = default);

    private async Task TouchAsync(CancelScope scope, int id)
    {
        if (await orders.FindAsync(id, scope.Token) is { } order) await orders.SaveAsync(order, scope.Token);
    }

    [Timeout(500)]
    public partial Task TouchLegacyAsync(ILegacyClient legacy, CancellationToken cancellationToken = default);

    private static async Task TouchLegacyAsync(CancelScope scope, ILegacyClient legacy)
    {
        await legacy.RefreshAsync();
        Console.WriteLine(scope.Deadline);
    }

    [Nursery]
    public partial Task<int> SaveAllAsync(IReadOnlyList<Order> all, CancellationToken cancellationToken = default);

    private async Task<int> SaveAllAsync(SaveAllNursery nursery, IReadOnlyList<Order> all)
    {
        nursery.CancelAfter(TimeSpan.FromSeconds(30));
        foreach (var order in all) nursery.StartSave(order);
        await nursery.JoinAsync();
        return all.Count;
    }

    [Child]
    private async Task SaveAsync(Order order, CancellationToken cancellationToken)
    {
        await CancelScope.FailAfterAsync(
            TimeSpan.FromSeconds(1), clock, async scope => await orders.SaveAsync(order, scope.Token), cancellationToken);
    }

    [Child]
    private async Task<bool> SaveOrSkipAsync(Order order, CancellationToken cancellationToken) =>
        await CancelScope.MoveOnAfterAsync(
            TimeSpan.FromSeconds(1), clock, scope => orders.SaveAsync(order, scope.Token), cancellationToken);

    [Child]
    private async Task<string> FirstHalfAsync(Uri url, CancellationToken cancellationToken)
    {
        return await CancelScope.MoveOnAfterAsync(
            TimeSpan.FromSeconds(1),
            async scope =>
            {
                var text = await http.GetStringAsync(url, scope.Token);
                return text[..(text.Length / 2)];
            },
            fallback: "",
            cancellationToken);
    }

    [Child]
    private async Task SaveShieldedAsync(Order order, CancellationToken cancellationToken)
    {
        // Trap: ASYNC100: a shielded scope's token is what matters, and it is taken.
        await Checkpoint.YieldAsync(cancellationToken);
        using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(2), clock);
        await orders.SaveAsync(order, shield.Token);
    }

    [Child]
    private async Task SaveUnlinkedAsync(Order order, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(2)); // expect: NUR202
        await orders.SaveAsync(order, scope.Token);
    }

    [Child]
    private async Task SaveWithLostScopeAsync(Order order, ILegacyClient legacy, CancellationToken cancellationToken)
    {
        await orders.SaveAsync(order, cancellationToken);
        using (CancelScope.MoveOnAfter(TimeSpan.FromSeconds(2), cancellationToken)) // expect: NUR209
        {
            await legacy.RefreshAsync();
        }
    }

    [Child]
    private async Task SaveUndisposedAsync(Order order, CancellationToken cancellationToken)
    {
        var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(2), clock, cancellationToken); // expect: NUR109
        await orders.SaveAsync(order, scope.Token);
    }

    [Child]
    private async Task NestedAsync(Uri url, CancellationToken cancellationToken)
    {
        using var outer = CancelScope.FailAfter(TimeSpan.FromSeconds(10), clock, cancellationToken);
        foreach (var part in await http.GetStringAsync(url, outer.Token) is { } text ? text.Split(' ') : [])
        {
            using var inner = CancelScope.FailAfter(TimeSpan.FromSeconds(1), clock, outer.Token);
            await http.GetStringAsync(part, inner.Token);
        }
    }

    [Child]
    private async Task<string?> CaughtAsync(Uri url, CancellationToken cancellationToken)
    {
        using var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), clock, cancellationToken);
        try
        {
            return await http.GetStringAsync(url, scope.Token);
        }
        catch (OperationCanceledException error) when (scope.Catches(error))
        {
            return null;
        }
    }
}
