using System.Threading.Tasks.Dataflow;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary>An ActionBlock. It stops at the first failure by itself, but what runs then isn't cancelled unless somebody does it.</summary>
internal sealed class DataflowDoubled(Setting setting, int count, int atOnce) : IContender
{
    public ValueTask RunAsync(CancellationToken caller) => new(DoubleAllAsync(caller));

    private async Task<int[]> DoubleAllAsync(CancellationToken caller)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        source.CancelAfter(setting.Limit);
        var results = new int[count];
        var options = new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = source.Token };
        var block = new ActionBlock<int>(
            async item =>
            {
                try
                {
                    results[item] = await ItemWork.DoubleLaterAsync(setting, item, source.Token).ConfigureAwait(false);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    source.Cancel();
                    throw;
                }
            },
            options);
        for (var i = 0; i < count; i++)
            block.Post(i);

        block.Complete();
        try
        {
            await block.Completion.ConfigureAwait(false);
        }
        catch
        {
            HandOutcome.Throw(block.Completion, setting.Limit, caller);
        }

        return results;
    }
}
