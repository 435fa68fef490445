using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary><see cref="ForEachAsync{TChild}"/> for children with results, which it has no place for: they go to an array.</summary>
internal sealed class ForEachDoubled(Setting setting, int count, int atOnce) : IContender
{
    public ValueTask RunAsync(CancellationToken caller) => new(DoubleAllAsync(caller));

    private async Task<int[]> DoubleAllAsync(CancellationToken caller)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        source.CancelAfter(setting.Limit);
        var results = new int[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = source.Token };
        var cancelled = false;
        var all = Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (item, token) =>
        {
            try
            {
                results[item] = await ItemWork.DoubleLaterAsync(setting, item, token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                Volatile.Write(ref cancelled, true);
            }
        });
        try
        {
            await all.ConfigureAwait(false);
        }
        catch
        {
            HandOutcome.Throw(all, setting.Limit, caller);
        }

        if (cancelled)
            HandOutcome.Throw(all, setting.Limit, caller);

        return results;
    }
}
