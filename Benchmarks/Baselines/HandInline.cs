using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary><see cref="Hand{TChild}"/>, but each child runs on its starter's stack up to its first incomplete await.</summary>
internal sealed class HandInline<TChild>(Setting setting, int count) : IContender
    where TChild : struct, IChildWork
{
    public ValueTask RunAsync(CancellationToken caller) => new(RunChildrenAsync(caller));

    private async Task RunChildrenAsync(CancellationToken caller)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        source.CancelAfter(setting.Limit);
        var children = new Task[count];
        for (var i = 0; i < children.Length; i++)
            children[i] = RunChildAsync(i, source);

        var all = Task.WhenAll(children);
        try
        {
            await all.ConfigureAwait(false);
        }
        catch
        {
            HandOutcome.Throw(all, setting.Limit, caller);
        }
    }

    private async Task RunChildAsync(int index, CancellationTokenSource source)
    {
        try
        {
            await TChild.RunAsync(setting, index, source.Token).ConfigureAwait(false);
        }
        catch
        {
            source.Cancel();
            throw;
        }
    }
}
