namespace NurseryGen.Engine;

/// <summary>The scope of a nursery without a result: it has one of its own, which says nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public sealed class VoidNurseryScope : ResultScope<bool>, IValueTaskSource
{
    private protected override bool CollectsResults => false;

    private protected override bool HasResult => true;

    /// <inheritdoc cref="ResultScope{T}.ExitAsync"/>
    public new ValueTask ExitAsync()
    {
        if (!_exit.TryEndInEntry())
            return new ValueTask(this, _exit.Token);

        TakeResult();
        return default;
    }

    internal override bool TryWinWithoutResult(ChildInfo winner)
    {
        TryWin(winner);
        return true;
    }

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _exit.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _exit.OnCompleted(continuation, state, token, flags);
}
