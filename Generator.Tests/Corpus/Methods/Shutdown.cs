// Starting and stopping in order: servers, drains, last words.
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Shutdown;

internal sealed partial class Server(ILogger<Server> logger)
{
    [Nursery]
    public partial Task RunAsync(CancellationToken cancellationToken = default);

    private async Task RunAsync(RunNursery nursery)
    {
        nursery.StartMetrics();

        // Trap: CA2016: the start of a Ready child has an optional token; the nursery's own applies without.
        var port = await nursery.StartListenAsync();
        logger.LogInformation("listening on {Port}", port);
        await nursery.StartWarmUpAsync();
        nursery.StartAnnounce(port);
    }

    [Child]
    private async Task ListenAsync(RunNursery nursery, Ready<int> ready, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        ready.Set(((IPEndPoint)listener.LocalEndpoint).Port);
        try
        {
            while (true) nursery.StartServe(await listener.AcceptTcpClientAsync(cancellationToken));
        }
        finally
        {
            listener.Stop();
            logger.LogInformation("no more connections");
        }
    }

    [Child(Shield = true), Timeout(30_000)]
    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            await using var stream = client.GetStream();
            var buffer = new byte[1024];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
                await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        logger.LogDebug("served");
    }

    [Child]
    private async Task WarmUpAsync(Ready ready, CancellationToken cancellationToken)
    {
        await Task.Delay(100, cancellationToken);
        ready.Set();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    [Child(Daemon = true)]
    private async Task MetricsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(cancellationToken)) logger.LogDebug("{Memory}", GC.GetTotalMemory(false));
    }

    [Child]
    private async Task AnnounceAsync(int port, CancellationToken cancellationToken)
    {
        using var udp = new UdpClient();
        await udp.SendAsync(BitConverter.GetBytes(port), new IPEndPoint(IPAddress.Broadcast, 4711), cancellationToken);
    }
}

internal sealed partial class Drain(IBus bus, ILogger<Drain> logger)
{
    private readonly Channel<Message> _queue = Channel.CreateBounded<Message>(1000);

    [Nursery]
    public partial Task RunAsync(CancellationToken cancellationToken = default);

    private Task RunAsync(RunNursery nursery)
    {
        nursery.StartFill();
        nursery.StartEmpty();
        return Task.CompletedTask;
    }

    [Child]
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true) await _queue.Writer.WriteAsync(await bus.ReceiveAsync(cancellationToken), cancellationToken);
        }
        finally
        {
            _queue.Writer.Complete();
        }
    }

    // Shielded with a timeout: what is in the queue still goes out after the others have been cancelled.
    [Child(Shield = true), Timeout(5_000)]
    private async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in _queue.Reader.ReadAllAsync(cancellationToken)) await bus.PublishAsync(message, cancellationToken);
    }

    [Child]
    private async Task SayGoodbyeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            // Trap: ASYNC102: a shield in the finally.
            using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(1));
            await bus.PublishAsync(new Message("bye", default), shield.Token);
        }
    }

    [Child]
    private async Task SayGoodbyeInTimeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            // Trap: CA2016: None in a finally is meant.
            await bus.PublishAsync(new Message("bye", default), CancellationToken.None)
                .WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }
    }

    [Child]
    private async Task SayGoodbyeDefaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            // Trap: CA2016: to forward the token here would cut the clean-up short.
            await bus.PublishAsync(new Message("bye", default));
        }
    }

    [Child]
    private async Task SayNothingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await bus.PublishAsync(new Message("bye", default), cancellationToken); // expect: NUR205
            throw;
        }
    }

    [Child]
    private async Task LogAndLeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await bus.PublishAsync(new Message("hello", default), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            logger.LogInformation("leaving");
            throw;
        }
    }
}

internal sealed partial class Supervisor(ILogger<Supervisor> logger)
{
    [Nursery(Policy = NurseryPolicy.Supervise)]
    public partial Task RunAsync(IReadOnlyList<Func<CancellationToken, Task>> services, CancellationToken cancellationToken = default);

    private Task RunAsync(RunNursery nursery, IReadOnlyList<Func<CancellationToken, Task>> services)
    {
        foreach (var service in services) nursery.StartKeepUp(service);
        return Task.CompletedTask;
    }

    [Child]
    private async Task KeepUpAsync(Func<CancellationToken, Task> service, CancellationToken cancellationToken)
    {
        for (var restarts = 0; restarts < 5; restarts++)
        {
            try
            {
                await service(cancellationToken);
                return;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // Trap: ASYNC103: the filter lets nothing in once the token is cancelled.
                logger.LogError(error, "restart {Count}", restarts);
            }

            await Task.Delay(TimeSpan.FromSeconds(1 << restarts), cancellationToken);
        }
    }

    [Child]
    private async Task StopOnKeyAsync(RunNursery nursery, TextReader input, CancellationToken cancellationToken)
    {
        if (await input.ReadLineAsync(cancellationToken) is "quit") nursery.Cancel("quit");
    }
}

internal sealed class HostedServer(Server server) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task? _running;

    // The host's own model: a task in a field, which StopAsync awaits. No nursery code.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = server.RunAsync(_stopping.Token);
        return _running.IsCompleted ? _running : Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        try
        {
            await (_running ?? Task.CompletedTask).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // As asked for.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(default);
        _stopping.Dispose();
    }
}
