using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>The wait of a nursery's pump for a free slot (S32). Kept with its scope. The pump goes on from the thread pool: pulling may
/// block.</summary>
[StackTraceHidden]
internal sealed class SlotSource(NurseryScope scope) : SlotWaiter, IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _source;

    public ValueTask WaitAsync()
    {
        var version = _source.Version;
        return scope.TryTakeSlot(this) ? default : new ValueTask(this, version);
    }

    internal override void OnSlot() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
    }
}
