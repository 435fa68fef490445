// Background services: loops over queues, outboxes and schedules, under a host.
using Corpus.Support;
using NurseryGen;

namespace Corpus.HostedWorkers;

internal sealed partial class OutboxWorker(IServiceScopeFactory scopes, ILogger<OutboxWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => DispatchAsync(stoppingToken);

    [Nursery(MaxConcurrency = 4)]
    private partial Task DispatchAsync(CancellationToken cancellationToken);

    private async Task DispatchAsync(DispatchNursery nursery)
    {
        while (!nursery.Token.IsCancellationRequested)
        {
            foreach (var id in await PendingAsync(nursery.Token)) nursery.StartSend(id);
            await nursery.JoinAsync();
            await Task.Delay(TimeSpan.FromSeconds(5), nursery.Token);
        }
    }

    [Child]
    private async Task SendAsync(int id, CancellationToken cancellationToken)
    {
        // Trap: MA0042 #258: a service scope that has no asynchronous disposal.
        using var scope = scopes.CreateScope();
        var orders = scope.ServiceProvider.GetRequiredService<IOrderStore>();
        var bus = scope.ServiceProvider.GetRequiredService<IBus>();
        if (await orders.FindAsync(id, cancellationToken) is not { } order) return;
        await bus.PublishAsync(new Message("order", BitConverter.GetBytes(order.Id)), cancellationToken);
        logger.LogInformation("sent {Order}", id);
    }

    private async Task<IReadOnlyList<int>> PendingAsync(CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        var found = new List<int>();
        var orders = scope.ServiceProvider.GetRequiredService<IOrderStore>();
        await foreach (var order in orders.StreamAsync(default, cancellationToken)) found.Add(order.Id);
        return found;
    }
}

internal sealed partial class ConsumerWorker(IBus bus, ILogger<ConsumerWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ConsumeAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogInformation("stopped");
        }
    }

    [Nursery(Policy = NurseryPolicy.Supervise)]
    private partial Task ConsumeAsync(CancellationToken cancellationToken);

    private Task ConsumeAsync(ConsumeNursery nursery)
    {
        for (var i = 0; i < 4; i++) nursery.StartConsumer(i);
        return Task.CompletedTask;
    }

    [Child]
    private async Task ConsumerAsync(int number, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await bus.ReceiveAsync(cancellationToken);
            try
            {
                await HandleAsync(message, cancellationToken);
                await bus.AcknowledgeAsync(message, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogError(error, "consumer {Number}: {Topic}", number, message.Topic);
            }
        }
    }

    private async Task HandleAsync(Message message, CancellationToken cancellationToken)
    {
        logger.LogDebug("handling {Topic}", message.Topic);
        await Task.Delay(message.Body.Length, cancellationToken);
    }
}

internal sealed partial class WarmUpService(ICatalog catalog, ICache cache, IReadOnlyList<string> skus) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => await WarmUpAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [Nursery(MaxConcurrency = 16), Timeout(20_000, MoveOn = true)]
    private partial Task WarmUpAsync(CancellationToken cancellationToken);

    private async Task WarmUpAsync(WarmUpNursery nursery)
    {
        foreach (var sku in skus) nursery.StartLoad(sku);
        await nursery.JoinAsync();
        await cache.SetAsync("warm", true, TimeSpan.FromDays(1), nursery.Token);
    }

    [Child]
    private async Task LoadAsync(string sku, CancellationToken cancellationToken)
    {
        // A CancelScope's reach ends with its using block; after it, the child's token is right again.
        Product? product = null;
        using (var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), cancellationToken))
        {
            try
            {
                product = await catalog.GetAsync(sku, scope.Token);
            }
            catch (OperationCanceledException error) when (scope.Catches(error))
            {
                // Too slow: it isn't worth waiting for.
            }
        }

        if (product is not null) await cache.SetAsync(sku, product, TimeSpan.FromHours(1), cancellationToken);
    }
}

internal sealed partial class Janitor(IOrderStore orders, TimeProvider clock, ILogger<Janitor> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => SweepAsync(stoppingToken);

    [Nursery]
    private partial Task SweepAsync(CancellationToken cancellationToken);

    private Task SweepAsync(SweepNursery nursery)
    {
        nursery.StartHourly();
        nursery.StartNightly();
        nursery.StartEager();
        return Task.CompletedTask;
    }

    [Child]
    private async Task HourlyAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            await SweepOnceAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    [Child]
    private async Task NightlyAsync(CancellationToken cancellationToken)
    {
        for (;;)
        {
            var now = clock.GetUtcNow();
            await Task.Delay(now.Date.AddDays(1) - now.DateTime, clock, cancellationToken);
            await SweepOnceAsync(cancellationToken);
        }
    }

    [Child]
    private async Task EagerAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await SweepOnceAsync(cancellationToken);
            Thread.Sleep(1_000); // expect: NUR302
        }
    }

    private async Task SweepOnceAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var order in orders.StreamAsync(DateOnly.FromDateTime(clock.GetUtcNow().Date), cancellationToken))
        {
            if (order.IsPaid) continue;
            await orders.DeleteAsync(order.Id, cancellationToken);
            removed++;
        }

        logger.LogInformation("removed {Count}", removed);
    }
}

internal sealed partial class FaultyWorker(IBus bus, ILogger<FaultyWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PumpAsync(stoppingToken);

    [Nursery]
    private partial Task PumpAsync(CancellationToken cancellationToken);

    private async Task PumpAsync(PumpNursery nursery)
    {
        nursery.StartRead();
        nursery.StartRestart();
        await bus.PublishAsync(new Message("started", default), nursery.Token);
    }

    [Child]
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await bus.AcknowledgeAsync(await bus.ReceiveAsync(cancellationToken), cancellationToken);
            }
            catch (Exception error) // expect: NUR204
            {
                logger.LogError(error, "read");
            }
        }
    }

    [Child]
    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        Task.Run(() => logger.LogInformation("restarting"), cancellationToken); // expect: NUR104, CS4014
        await bus.PublishAsync(new Message("restarted", default), CancellationToken.None); // expect: NUR203
    }
}
