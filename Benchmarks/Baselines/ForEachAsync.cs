using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary>Parallel.ForEachAsync under a linked token source with a deadline.</summary>
/// <remarks>
/// It cancels at the first failure by itself. But it records the cancellations that follow as failures too, so the children keep those
/// apart.
/// </remarks>
internal sealed class ForEachAsync<TChild>(Setting setting, int count, int atOnce) : IContender
    where TChild : struct, IChildWork
{
    public ValueTask RunAsync(CancellationToken caller) => new(RunChildrenAsync(caller));

    private async Task RunChildrenAsync(CancellationToken caller)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        source.CancelAfter(setting.Limit);
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = source.Token };
        var cancelled = false;
        var all = Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (index, token) =>
        {
            try
            {
                await TChild.RunAsync(setting, index, token).ConfigureAwait(false);
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
    }
}
