using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>The wait of a pump for a free slot of its nursery (S32). Kept with its scope.</summary>
[StackTraceHidden]
internal sealed class SlotSource(NurseryScope scope) : SlotWaiter, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source;

    public ValueTask WaitAsync()
    {
        var version = _source.Version;
        return scope.TryTakeSlotForPump(this) ? default : new ValueTask(this, version);
    }

    internal override void OnSlot(bool mayGoOnHere)
    {
        if (mayGoOnHere)
        {
            _source.Signal();
            return;
        }

        _source.RunContinuationsAsynchronously = true;
        _source.SetResult(true);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
    }
}
