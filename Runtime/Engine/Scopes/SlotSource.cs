namespace NurseryGen.Engine;

/// <summary>The wait of a nursery's pump for a free slot (S32). Kept with its scope. The pump goes on from the thread pool: pulling may
/// block.</summary>
[StackTraceHidden]
internal sealed class SlotSource(NurseryScope scope) : ISlotWaiter, IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private SlotPlace _place;

    public ref SlotPlace Place => ref _place;

    public ValueTask WaitAsync()
    {
        var version = _source.Version;
        return scope.TryTakeSlot(this) ? default : new ValueTask(this, version);
    }

    /// <summary>The slot that was waited for is a child's from here on.</summary>
    /// <returns>True if there was a slot to pass on.</returns>
    public bool PassSlot()
    {
        var holdsSlot = _place.HoldsSlot;
        _place.HoldsSlot = false;
        return holdsSlot;
    }

    public void OnSlot() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    public void GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
    }
}
