// Producers and consumers around System.Threading.Channels.
using System.Threading.Channels;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Channels;

internal sealed partial class Pipeline(ICatalog catalog, ILogger<Pipeline> logger)
{
    [Nursery]
    public partial Task<decimal> TotalAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    private async Task<decimal> TotalAsync(TotalNursery nursery, IReadOnlyList<string> skus)
    {
        var prices = Channel.CreateBounded<decimal>(16);
        nursery.StartProduce(skus, prices.Writer);
        var total = 0m;
        await foreach (var price in prices.Reader.ReadAllAsync(nursery.Token)) total += price;
        return total;
    }

    [Child]
    private async Task ProduceAsync(IReadOnlyList<string> skus, ChannelWriter<decimal> writer, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var sku in skus) await writer.WriteAsync(await catalog.PriceAsync(sku, cancellationToken), cancellationToken);
        }
        finally
        {
            writer.Complete();
        }
    }

    [Nursery]
    public partial Task RelayAsync(ChannelReader<Message> from, ChannelWriter<Message> to, CancellationToken cancellationToken = default);

    private async Task RelayAsync(RelayNursery nursery, ChannelReader<Message> from, ChannelWriter<Message> to)
    {
        while (await from.WaitToReadAsync(nursery.Token))
        {
            while (from.TryRead(out var message))
            {
                if (!to.TryWrite(message)) await to.WriteAsync(message, nursery.Token);
                nursery.StartTrace(message);
            }
        }
    }

    [Child]
    private void Trace(Message message) => logger.LogDebug("{Topic}", message.Topic);
}

internal sealed partial class FanOut(IBus bus)
{
    private readonly Channel<Message> _queue = Channel.CreateUnbounded<Message>(new UnboundedChannelOptions { SingleReader = false });

    [Nursery]
    public partial Task RunAsync(int workers, CancellationToken cancellationToken = default);

    private async Task RunAsync(RunNursery nursery, int workers)
    {
        for (var i = 0; i < workers; i++) nursery.StartWork();
        try
        {
            await foreach (var message in bus.SubscribeAsync("jobs", nursery.Token))
                await _queue.Writer.WriteAsync(message, nursery.Token);
        }
        finally
        {
            _queue.Writer.TryComplete();
        }
    }

    [Child]
    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        // Trap: MA0079: WithCancellation on a reader is the same as an argument.
        await foreach (var message in _queue.Reader.ReadAllAsync().WithCancellation(cancellationToken))
            await bus.AcknowledgeAsync(message, cancellationToken);
    }

    [Child]
    private async Task WorkCarelesslyAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in _queue.Reader.ReadAllAsync()) // expect: NUR202
            await bus.AcknowledgeAsync(message, cancellationToken);
    }
}

internal sealed partial class Batcher(IOrderStore orders)
{
    [Nursery]
    public partial Task RunAsync(ChannelReader<Order> source, CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery, ChannelReader<Order> source)
    {
        var batches = Channel.CreateBounded<Order[]>(2);
        nursery.StartCollect(source, batches.Writer);
        nursery.StartStore(batches.Reader);
        return Task.CompletedTask;
    }

    [Child]
    private static async Task CollectAsync(ChannelReader<Order> source, ChannelWriter<Order[]> batches, CancellationToken cancellationToken)
    {
        var batch = new List<Order>(100);
        await foreach (var order in source.ReadAllAsync(cancellationToken))
        {
            batch.Add(order);
            if (batch.Count < 100) continue;
            await batches.WriteAsync([.. batch], cancellationToken);
            batch.Clear();
        }

        if (batch.Count > 0) await batches.WriteAsync([.. batch], cancellationToken);
        batches.Complete();
    }

    [Child]
    private async Task StoreAsync(ChannelReader<Order[]> batches, CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.ReadAllAsync(cancellationToken))
        {
            // Trap: VSTHRD110 #899: the tasks are handed on to an awaited WhenAll.
            await Task.WhenAll(batch.Select(order => orders.SaveAsync(order, cancellationToken)));
        }
    }
}

internal sealed partial class RequestQueue(ICatalog catalog)
{
    private readonly Channel<(string Sku, TaskCompletionSource<decimal> Answer)> _requests =
        Channel.CreateBounded<(string Sku, TaskCompletionSource<decimal> Answer)>(100);

    // Called from anywhere, and no nursery code.
    public async Task<decimal> AskAsync(string sku, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<decimal>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _requests.Writer.WriteAsync((sku, answer), cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    [Nursery(MaxConcurrency = 4)]
    public partial Task ServeAsync(CancellationToken cancellationToken = default);

    private async Task ServeAsync(ServeNursery nursery)
    {
        try
        {
            while (true)
            {
                var (sku, answer) = await _requests.Reader.ReadAsync(nursery.Token);
                nursery.StartAnswer(sku, answer);
            }
        }
        catch (ChannelClosedException)
        {
            // Nobody asks any more.
        }
    }

    [Child]
    private async Task AnswerAsync(string sku, TaskCompletionSource<decimal> answer, CancellationToken cancellationToken)
    {
        try
        {
            answer.TrySetResult(await catalog.PriceAsync(sku, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // Trap: CA2016 in dotnet/runtime#37607: TrySetCanceled has an overload with a token, and another meaning.
            answer.TrySetCanceled();
            throw;
        }
        catch (Exception error)
        {
            answer.TrySetException(error);
        }
    }
}

internal sealed partial class Splitter
{
    [Nursery]
    public partial Task SplitAsync(
        ChannelReader<int> numbers, ChannelWriter<int> odd, ChannelWriter<int> even, CancellationToken cancellationToken = default);

    private static async Task SplitAsync(SplitNursery nursery, ChannelReader<int> numbers, ChannelWriter<int> odd, ChannelWriter<int> even)
    {
        Exception? reason = null;
        try
        {
            await foreach (var number in numbers.ReadAllAsync(nursery.Token))
            {
                // Trap: CA2012: a ValueTask out of a conditional is still awaited once.
                await (number % 2 == 0 ? even : odd).WriteAsync(number, nursery.Token);
            }
        }
        catch (Exception error)
        {
            reason = error;
            throw;
        }
        finally
        {
            odd.TryComplete(reason);
            even.TryComplete(reason);
        }
    }

    [Nursery]
    public partial Task MergeAsync(
        IReadOnlyList<ChannelReader<int>> sources, ChannelWriter<int> target, CancellationToken cancellationToken = default);

    private static async Task MergeAsync(MergeNursery nursery, IReadOnlyList<ChannelReader<int>> sources, ChannelWriter<int> target)
    {
        foreach (var source in sources) nursery.StartCopy(source, target);
        await nursery.JoinAsync();
        target.Complete();
    }

    [Child(nameof(MergeAsync))]
    private static async Task CopyAsync(ChannelReader<int> source, ChannelWriter<int> target, CancellationToken cancellationToken)
    {
        await foreach (var number in source.ReadAllAsync(cancellationToken)) await target.WriteAsync(number, cancellationToken);
    }

    [Child(nameof(MergeAsync))]
    private static async Task DrainAsync(ChannelReader<int> source, CancellationToken cancellationToken)
    {
        source.Completion.Wait(cancellationToken); // expect: NUR301
        await foreach (var _ in source.ReadAllAsync(cancellationToken))
        {
        }
    }
}
