// Ordinary asynchronous code in a project that also has nurseries: no rule for nursery code says anything here.
using System.Collections.Concurrent;
using Corpus.Support;

namespace Corpus.PlainCode;

internal sealed class Legacy(HttpClient http, IOrderStore orders, ILogger<Legacy> logger)
{
    private readonly ConcurrentBag<Task> _background = [];

    public async Task<string> GetAsync(string url) => await http.GetStringAsync(url);

    public async Task<string> GetWithAnyTokenAsync(string url, CancellationToken cancellationToken)
    {
        logger.LogDebug("{Requested}", cancellationToken.IsCancellationRequested);
        return await http.GetStringAsync(url, CancellationToken.None);
    }

    public async Task ForgetAsync(string url)
    {
        _ = http.GetStringAsync(url);
        await Task.Yield();
    }

    public async Task RunAsync()
    {
        _ = Task.Run(() => logger.LogDebug("background"));
        _background.Add(Task.Run(async () => await orders.DeleteAsync(1)));
        await Task.Delay(0);
    }

    public async Task BlockAsync(string url)
    {
        Thread.Sleep(10);
        logger.LogInformation("{Length}", http.GetStringAsync(url).Result.Length);
        File.WriteAllText("log.txt", File.ReadAllText("in.txt"));
        await Task.CompletedTask;
    }

    public async Task<bool> SwallowAsync(string url)
    {
        try
        {
            await http.GetStringAsync(url);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception error)
        {
            logger.LogError(error, "swallowed");
            return false;
        }
    }

    public async Task PollAsync(Func<bool> done)
    {
        while (!done()) await Task.Delay(100);
    }

    public async void Clicked(object? sender, EventArgs arguments) => await orders.DeleteAsync(2);

    public async void Fired() => await orders.DeleteAsync(3);

    public async Task CloseAsync(IConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        finally
        {
            await connection.CloseAsync(cancellationToken);
        }
    }

    public async Task<int> ReadAsync(string path)
    {
        using var stream = File.OpenRead(path);
        var buffer = new byte[10];
        var count = stream.Read(buffer, 0, buffer.Length);
        await stream.FlushAsync();
        return count;
    }

    public async Task TimedAsync(string url, TimeSpan timeout)
    {
        using var source = new CancellationTokenSource(timeout);
        await http.GetStringAsync(url, source.Token);
    }

    public async Task<string> RacingAsync(string first, string second)
    {
        var winner = await Task.WhenAny(http.GetStringAsync(first), http.GetStringAsync(second));
        return await winner;
    }

    public async Task WaitForEverAsync() => await Task.Delay(int.MaxValue);

    public async Task<int> SumAsync(IReadOnlyList<int> ids)
    {
        var sum = 0;
        await Parallel.ForEachAsync(ids, async (id, _) => Interlocked.Add(ref sum, (await orders.ListAsync(id)).Length));
        return sum;
    }

    public async Task StreamAsync(DateOnly day)
    {
        await foreach (var order in orders.StreamAsync(day)) logger.LogInformation("{Order}", order.Id);
    }

    public Task<string> OutOfUsingAsync(string url)
    {
        using var client = new HttpClient();
        return client.GetStringAsync(url);
    }

    public async Task FinishAsync() => await Task.WhenAll(_background);
}

internal sealed class Actor : IAsyncDisposable
{
    private readonly BlockingCollection<Func<Task>> _mailbox = [];
    private readonly Thread _thread;

    public Actor()
    {
        _thread = new Thread(Loop);
        _thread.Start();
    }

    public Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Add(async () =>
        {
            try
            {
                answer.SetResult(await call());
            }
            catch (Exception error)
            {
                answer.SetException(error);
            }
        });
        return answer.Task;
    }

    public ValueTask DisposeAsync()
    {
        _mailbox.CompleteAdding();
        _thread.Join();
        _mailbox.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Loop()
    {
        foreach (var message in _mailbox.GetConsumingEnumerable()) message().GetAwaiter().GetResult();
    }
}
