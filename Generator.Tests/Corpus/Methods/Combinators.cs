// Task.WhenAll, Task.WhenAny, Task.WhenEach, ContinueWith, tuples of tasks: in nursery code, where tasks are handed on and awaited.
using System.Linq.Expressions;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Combinators;

internal sealed partial class Basket(ICatalog catalog, IUserStore users, IOrderStore orders)
{
    [Nursery]
    public partial Task<decimal> TotalAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    private async Task<decimal> TotalAsync(TotalNursery nursery, IReadOnlyList<string> skus)
    {
        var prices = await Task.WhenAll(skus.Select(sku => catalog.PriceAsync(sku, nursery.Token)));
        return prices.Sum();
    }

    [Child]
    private async Task<decimal> PairAsync(string sku, CancellationToken cancellationToken)
    {
        var price = catalog.PriceAsync(sku, cancellationToken);
        var stock = catalog.StockAsync(sku, cancellationToken);
        await Task.WhenAll(price, stock);

        // Trap: VSTHRD002 #693, VSTHRD103 #541: both have completed.
        return price.Result * stock.Result;
    }

    [Child]
    private async Task<decimal> SequentiallyAsync(string sku, CancellationToken cancellationToken)
    {
        var price = catalog.PriceAsync(sku, cancellationToken);
        var stock = catalog.StockAsync(sku, cancellationToken);
        return await price * await stock;
    }

    [Child]
    private async Task<decimal> SumAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var pending = new List<Task<decimal>>();
        foreach (var sku in skus) pending.Add(catalog.PriceAsync(sku, cancellationToken));
        var sum = 0m;
        while (pending.Count > 0)
        {
            var done = await Task.WhenAny(pending);
            pending.Remove(done);
            sum += await done;
        }

        return sum;
    }

    [Child]
    private async Task<decimal> SumAsCompletedAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var sum = 0m;
        await foreach (var price in Task.WhenEach(skus.Select(sku => catalog.PriceAsync(sku, cancellationToken)))
            .WithCancellation(cancellationToken))
            sum += await price;
        return sum;
    }

    [Child]
    private async Task<decimal> SumArrayAsync(string[] skus, CancellationToken cancellationToken)
    {
        var pending = new Task<decimal>[skus.Length];
        for (var i = 0; i < skus.Length; i++) pending[i] = catalog.PriceAsync(skus[i], cancellationToken);
        await Task.WhenAll(pending);

        // Trap: VSTHRD002 #693: all elements have completed.
        return pending.Sum(price => price.Result);
    }

    [Child]
    private async Task<User?> ConditionallyAsync(int id, bool known, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD110 #899: a conditional's task, awaited afterwards.
        Task<User?>? pending = known ? users.FindAsync(id, cancellationToken) : null;
        await Checkpoint.YieldAsync(cancellationToken);
        return pending is null ? null : await pending;
    }

    [Child]
    private async Task InitializeAsync(IReadOnlyList<IUserStore?> stores, User user, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD110 #899: ?. and ?? in a lambda whose tasks WhenAll gets.
        await Task.WhenAll(stores.Select(store => store?.SaveAsync(user, cancellationToken) ?? Task.CompletedTask));
    }

    [Child]
    private async Task EitherPathAsync(int id, bool eager, CancellationToken cancellationToken)
    {
        var saved = users.SaveAsync(new User(id, "", ""), cancellationToken);
        if (eager)
        {
            await saved;
            return;
        }

        await orders.ListAsync(id, cancellationToken);
        await saved;
    }

    [Child]
    private async Task OnlyOnePathAsync(int id, bool eager, CancellationToken cancellationToken)
    {
        var saved = users.SaveAsync(new User(id, "", ""), cancellationToken); // expect: NUR101
        await orders.ListAsync(id, cancellationToken);
        if (eager) await saved;
    }

    [Child]
    private async Task<int> ContinuedAsync(int id, CancellationToken cancellationToken)
    {
        // Trap: MA0134: a continuation that is awaited.
        return await orders.ListAsync(id, cancellationToken).ContinueWith(
            static list => list.Result.Length, cancellationToken, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    [Child]
    private async Task<int> UnwrappedAsync(int id, CancellationToken cancellationToken)
    {
        // Trap: AsyncFixer05: both tasks are awaited, the inner one through Unwrap.
        var nested = Task.Factory.StartNew(
            () => orders.ListAsync(id, cancellationToken), cancellationToken, TaskCreationOptions.None, TaskScheduler.Default);
        var list = await nested.Unwrap();
        return list.Length;
    }

    [Child]
    private async Task HalfAwaitedAsync(int id, CancellationToken cancellationToken)
    {
        // AsyncFixer05: StartNew doesn't unwrap, so the inner task is lost.
        await Task.Factory.StartNew( // expect: NUR101
            () => orders.DeleteAsync(id, cancellationToken), cancellationToken, TaskCreationOptions.None, TaskScheduler.Default);
    }

    [Child]
    private async Task ThroughDelegatesAsync(int id, CancellationToken cancellationToken)
    {
        // Trap: MA0100 #219: a lambda's task belongs to whoever calls it.
        using var log = new StringWriter();
        await RepeatAsync(() => orders.DeleteAsync(id, cancellationToken));
        log.Write(id);

        static async Task RepeatAsync(Func<Task> operation)
        {
            await operation();
            await operation();
        }
    }

    [Child]
    private async Task ThroughExpressionsAsync(int id, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD110 #1167: in an expression tree nothing is called.
        Expression<Func<IUserStore, Task>> call = store => store.FindAsync(id, CancellationToken.None);
        Console.WriteLine(call);
        await users.FindAsync(id, cancellationToken);
    }

    [Child]
    private async Task<(User? User, Order[] Orders)> TupleAsync(int id, CancellationToken cancellationToken)
    {
        var (user, list) = (users.FindAsync(id, cancellationToken), orders.ListAsync(id, cancellationToken));
        return (await user, await list);
    }

    [Child]
    private async Task<Order[]> ReassignedAsync(int id, CancellationToken cancellationToken)
    {
        var list = orders.ListAsync(id, cancellationToken);
        if ((await list).Length == 0) list = orders.ListAsync(0, cancellationToken);
        return await list;
    }

    [Child]
    private Task NoAwaitAtAllAsync(int id, CancellationToken cancellationToken)
    {
        var saved = users.SaveAsync(new User(id, "", ""), cancellationToken);
        var deleted = orders.DeleteAsync(id, cancellationToken);
        return Task.WhenAll(saved, deleted);
    }

    [Child]
    private Task LostWithoutAwaitAsync(int id, CancellationToken cancellationToken)
    {
        users.SaveAsync(new User(id, "", ""), cancellationToken); // expect: NUR101
        return orders.DeleteAsync(id, cancellationToken);
    }

    [Child]
    private async Task TimeOutAsync(int id, CancellationToken cancellationToken)
    {
        var saved = users.SaveAsync(new User(id, "", ""), cancellationToken);
        if (await Task.WhenAny(saved, Task.Delay(1_000, cancellationToken)) != saved) Console.WriteLine("slow");
        await saved;
    }

    [Child]
    private async Task BlockOnAllAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        Task.WaitAll([.. ids.Select(id => orders.DeleteAsync(id, cancellationToken))], cancellationToken); // expect: NUR301
    }
}
