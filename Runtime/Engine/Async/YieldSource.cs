namespace NurseryGen.Engine;

/// <summary>A pooled <c>Task.Yield</c> that checks a token when it resumes.</summary>
[StackTraceHidden]
internal sealed class YieldSource : PooledObject, IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationToken _cancellationToken;

    public static ValueTask YieldAsync(CancellationToken cancellationToken)
    {
        var source = Pool<YieldSource>.Rent();
        source._cancellationToken = cancellationToken;
        return new ValueTask(source, source._source.Version);
    }

    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _source.OnCompleted(continuation, state, token, flags);

        // To the end of the pool's shared queue, as Task.Yield: everything that waits there goes first.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
        var cancellationToken = _cancellationToken;
        _cancellationToken = default;
        Pool<YieldSource>.Return(this);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
