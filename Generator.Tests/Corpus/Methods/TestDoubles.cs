// Tests and their doubles: fakes, recorders, assertions, mocks.
using System.Runtime.CompilerServices;
using Corpus.Support;
using NurseryGen;

namespace Corpus.TestDoubles;

internal sealed class FakeOrders : IOrderStore
{
    private readonly Dictionary<int, Order> _orders = [];

    public Task<Order?> FindAsync(int id, CancellationToken cancellationToken = default) => Task.FromResult(_orders.GetValueOrDefault(id));

    public Task<Order[]> ListAsync(int userId, CancellationToken cancellationToken = default) =>
        Task.FromResult(_orders.Values.Where(order => order.UserId == userId).ToArray());

    public Task SaveAsync(Order order, CancellationToken cancellationToken = default)
    {
        _orders[order.Id] = order;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(int id, CancellationToken cancellationToken = default) =>
        _orders.Remove(id) ? Task.CompletedTask : Task.FromException(new KeyNotFoundException($"{id}"));

    public async IAsyncEnumerable<Order> StreamAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var order in _orders.Values)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return order;
        }
    }
}

internal sealed class SlowCatalog(TimeProvider clock) : ICatalog
{
    public async Task<Product> GetAsync(string sku, CancellationToken cancellationToken = default)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        return new Product(sku, sku, 1);
    }

    public async Task<decimal> PriceAsync(string sku, CancellationToken cancellationToken = default) =>
        (await GetAsync(sku, cancellationToken)).Price;

    public Task<int> StockAsync(string sku, CancellationToken cancellationToken = default) => Task.FromResult(sku.Length);

    public ValueTask<bool> ExistsAsync(string sku, CancellationToken cancellationToken = default) => new(true);
}

internal sealed partial class Recorder(IBus bus)
{
    private readonly List<string> _seen = [];

    [Nursery]
    public partial Task<IReadOnlyList<string>> RecordAsync(int count, CancellationToken cancellationToken = default);

    private async Task<IReadOnlyList<string>> RecordAsync(RecordNursery nursery, int count)
    {
        nursery.StartListen();
        for (var i = 0; i < count; i++) await bus.PublishAsync(new Message($"{i}", default), nursery.Token);
        return _seen;
    }

    [Child(Daemon = true)]
    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in bus.SubscribeAsync("*", cancellationToken)) _seen.Add(message.Topic);
    }
}

internal sealed partial class OrderTests
{
    [Nursery]
    public partial Task Saves_AllAtOnceAsync();

    private static async Task Saves_AllAtOnceAsync(Saves_AllAtOnceNursery nursery)
    {
        var store = new FakeOrders();
        for (var i = 0; i < 10; i++) nursery.StartSave(store, i);
        await nursery.JoinAsync();
        Assert.Equal(10, (await store.ListAsync(1, nursery.Token)).Length);
    }

    [Child]
    private static async Task SaveAsync(FakeOrders store, int id, CancellationToken cancellationToken)
    {
        await store.SaveAsync(new Order(id, 1, 1, []), cancellationToken);

        // Trap: VSTHRD103 #1620: ThatAsync tests something else.
        Assert.That((await store.FindAsync(id, cancellationToken)) is not null);
    }

    [Child]
    private static async Task CheckAsync(FakeOrders store, int id, CancellationToken cancellationToken)
    {
        var order = await store.FindAsync(id, cancellationToken);

        // Trap: MA0042 #1101: an awaited fluent assertion, whose That is synchronous.
        await Assert.That(order?.Items[0]).IsNotDefault();
        await Assert.That(order).IsNotDefault();
    }

    [Child]
    private static async Task CheckThrowsAsync(FakeOrders store, int id, CancellationToken cancellationToken)
    {
        // Trap: MA0100 #219: the assertion awaits what the lambda returns.
        await Assert.ThrowsAsync<KeyNotFoundException>(() => store.DeleteAsync(id, cancellationToken));
    }

    [Child]
    private static async Task VerifyAsync(IUserStore users, User user, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD110 #1167: a mock's set-up is an expression, and no call.
        var mock = new Mock<IUserStore>(users).Setup(store => store.FindAsync(1, CancellationToken.None)).ReturnsAsync(user);
        await mock.Object.SaveAsync(user, cancellationToken);
        mock.Verify(store => store.SaveAsync(user, CancellationToken.None), 1);
    }

    [Child]
    private static async Task YieldingAsync(FakeOrders store, CancellationToken cancellationToken)
    {
        await Task.Yield(); // expect: NUR208
        await store.SaveAsync(new Order(1, 1, 1, []), cancellationToken);
    }

    [Child]
    private static async Task PausingAsync(FakeOrders store, CancellationToken cancellationToken)
    {
        await Task.Delay(0, cancellationToken); // expect: NUR208
        await store.SaveAsync(new Order(1, 1, 1, []), cancellationToken);
    }

    // Tests outside of nurseries: time-outs, blocking, yields as ever.
    public async Task Times_OutAsync()
    {
        var catalog = new SlowCatalog(TimeProvider.System);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(10));
        await Assert.ThrowsAsync<OperationCanceledException>(() => catalog.GetAsync("a", timeout.Token));
        await Task.Yield();
    }

    public void Blocks() => Assert.That(new FakeOrders().FindAsync(1).Result is null);
}

internal sealed partial class Deterministic
{
    [Nursery]
    public partial Task<string> InterleaveAsync(CancellationToken cancellationToken = default);

    private static async Task<string> InterleaveAsync(InterleaveNursery nursery)
    {
        var (turn, log) = (new SemaphoreSlim(0), new List<string>());
        nursery.StartFirst(turn, log);
        nursery.StartSecond(turn, log);
        await nursery.JoinAsync();
        return string.Join(' ', log);
    }

    [Child]
    private static async Task FirstAsync(SemaphoreSlim turn, List<string> log, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        log.Add("first");
        turn.Release();
    }

    [Child]
    private static async Task SecondAsync(SemaphoreSlim turn, List<string> log, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        log.Add("second");
    }

    [Child]
    private static async Task SelfishAsync(InterleaveNursery nursery, List<string> log, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        await nursery.JoinAsync(); // expect: NUR102
        log.Add("never");
    }

    [Child]
    private static async Task ImpatientAsync(InterleaveNursery nursery, List<string> log, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        var number = nursery.StartNumber();
        log.Add($"{number.Result}"); // expect: NUR501
    }

    [Child]
    private static Task<int> NumberAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<int>(cancellationToken) : Task.FromResult(1);

    [Child]
    private static async Task PatientAsync(InterleaveNursery nursery, List<string> log, CancellationToken cancellationToken)
    {
        var number = nursery.StartNumber();
        await Checkpoint.YieldAsync(cancellationToken);

        // Trap: VSTHRD002 #698, for children: read where it is known to be done.
        log.Add(number.IsCompleted ? $"{number.Result}" : $"{await number}");
    }
}
