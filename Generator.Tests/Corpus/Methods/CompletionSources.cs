// TaskCompletionSource bridges: callbacks, events, acknowledgements.
using Corpus.Support;
using NurseryGen;

namespace Corpus.CompletionSources;

internal sealed partial class Bridge(ILegacyClient legacy, ILogger<Bridge> logger)
{
    [Nursery]
    public partial Task<string[]> DownloadAsync(
        [Each(nameof(DownloadOneAsync))] IReadOnlyList<string> names, CancellationToken cancellationToken = default);

    [Child]
    private async Task<string> DownloadOneAsync(string name, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        legacy.Begin(name, text => source.TrySetResult(text), error => source.TrySetException(error));

        // Trap: VSTHRD003 #1252: awaiting the task of a source that was made right here.
        return await source.Task.WaitAsync(cancellationToken);
    }

    [Child]
    private async Task<string> DownloadRegisteredAsync(string name, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(() => source.TrySetCanceled(cancellationToken)))
        {
            legacy.Begin(name, source.SetResult, source.SetException);
            return await source.Task;
        }
    }

    [Child]
    private async Task<string> DownloadLegacyAsync(string name, CancellationToken cancellationToken)
    {
        // Trap: CA2016: there is no overload with a token; WaitAsync at least stops waiting.
        return await legacy.DownloadAsync(name).WaitAsync(cancellationToken);
    }

    [Child]
    private async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        var next = new TaskCompletionSource<string>();
        EventHandler<string> handler = (_, text) => next.TrySetResult(text);
        legacy.Received += handler;
        try
        {
            return await next.Task.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken);
        }
        finally
        {
            legacy.Received -= handler;
        }
    }

    [Child]
    private async Task<string> NextHandledAsync(CancellationToken cancellationToken)
    {
        var next = new TaskCompletionSource<string>();

        // Trap: VSTHRD100: an event handler may be async void: sender and arguments show what it is.
        async void OnReceived(object? sender, string text)
        {
            await Task.Delay(10, cancellationToken);
            next.TrySetResult(text);
        }

        legacy.Received += OnReceived;
        try
        {
            return await next.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            legacy.Received -= OnReceived;
        }
    }

    [Child]
    private async Task ForEachAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);

        // AsyncFixer #2: an async lambda for an Action is an async void.
        names.ToList().ForEach(async name => await legacy.DownloadAsync(name)); // expect: NUR103
    }

    [Child]
    private async Task LogResultAsync(Task<string> download, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD003: a task that comes as an argument is awaited here, whoever started it.
        var text = await download.WaitAsync(cancellationToken);
        logger.LogInformation("{Text}", text);
    }

    [Child]
    private async Task<bool> TryCompleteAsync(TaskCompletionSource<string> target, string name, CancellationToken cancellationToken)
    {
        var download = legacy.DownloadAsync(name);
        await Task.WhenAny(download, Task.Delay(Timeout.Infinite, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();

        // Trap: VSTHRD002 #91: an else-if chain over what the task has become.
        if (download.IsCanceled) return target.TrySetCanceled();
        else if (download.IsFaulted) return target.TrySetException(download.Exception!.InnerExceptions);
        else if (download.IsCompleted) return target.TrySetResult(download.Result);
        else return false;
    }
}

internal sealed partial class Acknowledgements(IBus bus)
{
    private readonly Dictionary<int, TaskCompletionSource> _open = [];
    private readonly Lock _lock = new();

    [Nursery]
    public partial Task SendAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken = default);

    private async Task SendAsync(SendNursery nursery, IReadOnlyList<Message> messages)
    {
        nursery.StartReceive();
        for (var i = 0; i < messages.Count; i++) await SendOneAsync(i, messages[i], nursery.Token);
    }

    [Child(Daemon = true)]
    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        await foreach (var answer in bus.SubscribeAsync("acks", cancellationToken))
        {
            var number = BitConverter.ToInt32(answer.Body.Span);
            lock (_lock)
            {
                if (_open.Remove(number, out var waiting)) waiting.TrySetResult();
            }
        }
    }

    private async Task SendOneAsync(int number, Message message, CancellationToken cancellationToken)
    {
        var acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _open.Add(number, acknowledged);
        await bus.PublishAsync(message, cancellationToken);
        await acknowledged.Task.WaitAsync(cancellationToken);
    }
}

internal sealed partial class AsyncEvent
{
    private TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => Volatile.Read(ref _set).TrySetResult();

    public void Reset()
    {
        if (_set.Task.IsCompleted) Interlocked.Exchange(ref _set, new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    public Task WaitAsync(CancellationToken cancellationToken = default) => Volatile.Read(ref _set).Task.WaitAsync(cancellationToken);

    [Nursery]
    public partial Task PingPongAsync(int rounds, CancellationToken cancellationToken = default);

    private static Task PingPongAsync(PingPongNursery nursery, int rounds)
    {
        var (ping, pong) = (new AsyncEvent(), new AsyncEvent());
        nursery.StartPlay(rounds, ping, pong);
        nursery.StartPlay(rounds, pong, ping);
        ping.Set();
        return Task.CompletedTask;
    }

    [Child]
    private static async Task PlayAsync(int rounds, AsyncEvent mine, AsyncEvent theirs, CancellationToken cancellationToken)
    {
        for (var i = 0; i < rounds; i++)
        {
            await mine.WaitAsync(cancellationToken);
            mine.Reset();
            theirs.Set();
        }
    }

    [Child]
    private static async Task PlayDeafAsync(AsyncEvent mine, CancellationToken cancellationToken)
    {
        await mine.WaitAsync(); // expect: NUR202
        cancellationToken.ThrowIfCancellationRequested();
    }
}
