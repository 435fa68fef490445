using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary>A task for each item, all made at once, which a semaphore lets through.</summary>
internal sealed class SemaphoreDoubled(Setting setting, int count, int atOnce) : IContender
{
    public ValueTask RunAsync(CancellationToken caller) => new(DoubleAllAsync(caller));

    private async Task<int[]> DoubleAllAsync(CancellationToken caller)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        using var slots = new SemaphoreSlim(atOnce);
        source.CancelAfter(setting.Limit);
        var children = new Task<int>[count];
        for (var i = 0; i < children.Length; i++)
            children[i] = DoubleAsync(i, slots, source);

        var all = Task.WhenAll(children);
        try
        {
            return await all.ConfigureAwait(false);
        }
        catch
        {
            HandOutcome.Throw(all, setting.Limit, caller);
            throw;
        }
    }

    private async Task<int> DoubleAsync(int item, SemaphoreSlim slots, CancellationTokenSource source)
    {
        await slots.WaitAsync(source.Token).ConfigureAwait(false);
        try
        {
            return await ItemWork.DoubleLaterAsync(setting, item, source.Token).ConfigureAwait(false);
        }
        catch
        {
            source.Cancel();
            throw;
        }
        finally
        {
            slots.Release();
        }
    }
}
