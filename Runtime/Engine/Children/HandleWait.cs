namespace NurseryGen.Engine;

/// <summary>A wait for a child that a token can cut short (S46): what <c>WaitAsync</c> returns of a handle.</summary>
/// <typeparam name="T">The child's result; <see cref="bool"/> where it has none.</typeparam>
internal sealed class HandleWait<T> : IValueTaskSource<T>, IValueTaskSource
{
    private readonly ChildNode _node;
    private readonly short _version;
    private readonly CancellationToken _cancellationToken;

    /// <summary>The awaiter goes on from the pool: neither the child's end nor the canceller runs it.</summary>
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private bool _isCanceled;

    public HandleWait(ChildNode node, short version, CancellationToken cancellationToken)
    {
        _node = node;
        _version = version;
        _cancellationToken = cancellationToken;

        // The task's own WaitAsync: one that is cut short leaves nothing at the child, which may live long and be waited for often (S37).
        var wait = node.WhenEnded((ushort)version).WaitAsync(cancellationToken);
        wait.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() =>
        {
            _isCanceled = wait.IsCanceled;
            _signal.SetResult(true);
        });
    }

    public ValueTask Task => new(this, _signal.Version);

    public ValueTask<T> TaskWithResult => new(this, _signal.Version);

    public ValueTaskSourceStatus GetStatus(short token)
    {
        var status = _signal.GetStatus(token);
        return status != ValueTaskSourceStatus.Succeeded ? status
            : _isCanceled ? ValueTaskSourceStatus.Canceled
            : _node.HandleStatus(_version);
    }

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        ThrowIfCanceled(token);
        ((IValueTaskSource)_node).GetResult(_version);
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        ThrowIfCanceled(token);
        return ((IValueTaskSource<T>)_node).GetResult(_version);
    }

    private void ThrowIfCanceled(short token)
    {
        _signal.GetResult(token);
        if (_isCanceled)
            throw new OperationCanceledException(_cancellationToken);
    }
}
