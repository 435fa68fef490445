// Intervals, debouncing, schedules, watchdogs.
using Corpus.Support;
using NurseryGen;

namespace Corpus.Timers;

internal sealed partial class Metrics(TimeProvider clock, ILogger<Metrics> logger)
{
    private long _requests;

    [Nursery]
    public partial Task RunAsync(Func<CancellationToken, Task> serve, CancellationToken cancellationToken = default);

    private async Task RunAsync(RunNursery nursery, Func<CancellationToken, Task> serve)
    {
        nursery.StartReport();
        nursery.StartFlush();
        await serve(nursery.Token);
    }

    [Child(Daemon = true)]
    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            logger.LogInformation("{Count}", Interlocked.Exchange(ref _requests, 0));
    }

    [Child(Daemon = true)]
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var next = clock.GetUtcNow();
        while (!cancellationToken.IsCancellationRequested)
        {
            next += TimeSpan.FromMinutes(1);
            var pause = next - clock.GetUtcNow();
            if (pause > TimeSpan.Zero) await Task.Delay(pause, clock, cancellationToken);
            logger.LogDebug("flush");
        }
    }

    [Child(Daemon = true)]
    private async Task HeartbeatAsync(IBus bus, CancellationToken cancellationToken)
    {
        while (true)
        {
            await bus.PublishAsync(new Message("alive", default), cancellationToken);
            await Task.Delay(1_000, cancellationToken);
        }
    }

    [Child(Daemon = true)]
    private async Task SleepyHeartbeatAsync(IBus bus, CancellationToken cancellationToken)
    {
        while (true)
        {
            await bus.PublishAsync(new Message("alive", default), cancellationToken);
            await Task.Delay(1_000); // expect: NUR202
        }
    }

    [Child]
    private async Task ForeverAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("waiting");
        await Task.Delay(int.MaxValue, cancellationToken); // expect: NUR211
    }
}

internal sealed partial class Debounce(TimeProvider clock)
{
    private CancellationTokenSource? _pending;

    // A timer callback's method: async void, and outside of nursery code.
    public async void OnChanged(object? sender, EventArgs arguments)
    {
        _pending?.Cancel();
        _pending = new CancellationTokenSource();
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), clock, _pending.Token);
        }
        catch (OperationCanceledException)
        {
            // Changed again.
        }
    }

    [Nursery]
    public partial Task WatchAsync(
        Func<CancellationToken, ValueTask<bool>> changed,
        Func<CancellationToken, Task> apply,
        CancellationToken cancellationToken = default);

    private static async Task WatchAsync(
        WatchNursery nursery, Func<CancellationToken, ValueTask<bool>> changed, Func<CancellationToken, Task> apply)
    {
        while (await changed(nursery.Token))
        {
            await Task.Delay(300, nursery.Token);
            nursery.StartApply(apply);
        }
    }

    [Child]
    private static Task ApplyAsync(Func<CancellationToken, Task> apply, CancellationToken cancellationToken) => apply(cancellationToken);
}

internal sealed partial class Scheduler(TimeProvider clock)
{
    private readonly PriorityQueue<Func<CancellationToken, Task>, DateTimeOffset> _jobs = new();

    public void Add(Func<CancellationToken, Task> job, DateTimeOffset due) => _jobs.Enqueue(job, due);

    [Nursery(Policy = NurseryPolicy.Supervise)]
    public partial Task RunAsync(CancellationToken cancellationToken = default);

    private async Task RunAsync(RunNursery nursery)
    {
        while (_jobs.TryPeek(out var job, out var due))
        {
            var pause = due - clock.GetUtcNow();
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, clock, nursery.Token);
                continue;
            }

            _jobs.Dequeue();
            nursery.StartJob(job);
        }
    }

    [Child, Timeout(60_000)]
    private static async Task JobAsync(
        Func<CancellationToken, Task> job, CancellationToken cancellationToken) => await job(cancellationToken);

    [Child]
    private static async Task RepeatAsync(Func<CancellationToken, Task> job, TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval);
        do
        {
            try
            {
                await job(cancellationToken);
            }
            catch (TransientException)
            {
                // The next tick will do.
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    [Child]
    private static async Task OnceAsync(Func<CancellationToken, Task> job, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancelScope.FailAfter(timeout, cancellationToken);
        await job(limit.Token);
    }
}

internal sealed partial class Polling(IOrderStore orders, HttpClient http)
{
    private volatile bool _done;

    [Nursery]
    public partial Task<Order> WaitForPaymentAsync(int id, CancellationToken cancellationToken = default);

    private async Task<Order> WaitForPaymentAsync(WaitForPaymentNursery nursery, int id)
    {
        // Trap: ASYNC110: what is polled is somebody else's machine; there is no event to wait for.
        while (true)
        {
            if (await orders.FindAsync(id, nursery.Token) is { IsPaid: true } order) return order;
            await Task.Delay(500, nursery.Token);
        }
    }

    [Child]
    private async Task WaitForServerAsync(Uri url, CancellationToken cancellationToken)
    {
        // Trap: ASYNC110: the condition itself asks, and awaits.
        while (!await IsUpAsync(url, cancellationToken)) await Task.Delay(100, cancellationToken);
    }

    [Child]
    private async Task WaitForFlagAsync(CancellationToken cancellationToken)
    {
        while (!_done) // expect: NUR207
            await Task.Delay(50, cancellationToken);
    }

    [Child]
    private async Task SetFlagAsync(CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        _done = true;
    }

    private async Task<bool> IsUpAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(url, cancellationToken);
        return response.IsSuccessStatusCode;
    }
}

internal sealed partial class Watchdog
{
    private long _lastSeen = Environment.TickCount64;

    public void Feed() => Volatile.Write(ref _lastSeen, Environment.TickCount64);

    [Nursery]
    public partial Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken = default);

    private async Task GuardAsync(GuardNursery nursery, Func<CancellationToken, Task> work)
    {
        nursery.StartBark(TimeSpan.FromSeconds(30));
        await work(nursery.Token);
    }

    [Child(Daemon = true)]
    private async Task BarkAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(patience / 2);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Environment.TickCount64 - Volatile.Read(ref _lastSeen) > patience.TotalMilliseconds)
                throw new InvalidOperationException("stuck");
        }
    }
}
