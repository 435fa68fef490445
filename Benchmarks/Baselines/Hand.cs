using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary>What one writes by hand: a linked token source with a deadline, Task.Run for each child, a catch that cancels,
/// Task.WhenAll.</summary>
internal sealed class Hand<TChild>(Setting setting, int count) : IContender
    where TChild : struct, IChildWork
{
    public ValueTask RunAsync(CancellationToken caller) => new(RunChildrenAsync(caller));

    private async Task RunChildrenAsync(CancellationToken caller)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        source.CancelAfter(setting.Limit);
        var children = new Task[count];
        for (var i = 0; i < children.Length; i++)
        {
            var index = i;
            setting.Script?.OnStarting(index);
            children[i] = Task.Run(() => RunChildAsync(index, source), CancellationToken.None);
        }

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
