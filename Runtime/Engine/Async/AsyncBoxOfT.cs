namespace NurseryGen.Engine;

/// <summary>
/// The end of an async method of <see cref="ChildMethodBuilder"/>, for its one awaiter. An object of this very class serves a method that
/// failed before it was ever suspended.
/// </summary>
/// <typeparam name="T">The result.</typeparam>
[StackTraceHidden]
internal class AsyncBox<T> : PooledObject, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _source;

    public ValueTask Task => new(this, _source.Version);

    public ValueTask<T> TaskWithResult => new(this, _source.Version);

    /// <summary>Ends the method. May run its awaiter on this stack: the box may serve another method by the time this returns.</summary>
    public void SetResult(T result) => _source.Signal(result);

    /// <inheritdoc cref="SetResult"/>
    public void SetException(Exception error) => _source.SignalException(error);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    [StackTraceHidden]
    public T GetResult(short token)
    {
        // Read the status first: where GetResult throws because the method is pending, the box must not return to the pool.
        var hasSucceeded = _source.GetStatus(token) == ValueTaskSourceStatus.Succeeded;
        var result = _source.GetResult(token);
        if (hasSucceeded)
        {
            _source.Reset();
            Recycle();
        }

        return result;
    }

    [StackTraceHidden]
    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <summary>The method's result was read: the box may serve another one.</summary>
    protected virtual void Recycle()
    {
    }
}

/// <summary>An async method that was suspended: its state machine, and the context that it goes on in.</summary>
/// <typeparam name="TStateMachine">The compiler's state machine; a class in Debug builds.</typeparam>
/// <typeparam name="T">The result.</typeparam>
[StackTraceHidden]
internal sealed class AsyncBox<TStateMachine, T> : AsyncBox<T>, IThreadPoolWorkItem
    where TStateMachine : IAsyncStateMachine
{
    private static readonly ContextCallback s_moveNext = static box => Unsafe.As<AsyncBox<TStateMachine, T>>(box!)._stateMachine.MoveNext();

    private TStateMachine _stateMachine = default!;

    /// <summary>The context that flows across the await; null where the flow is suppressed.</summary>
    private ExecutionContext? _context;
    private Action? _moveNext;

    /// <summary>Takes over the method, which is about to be suspended for the first time.</summary>
    public void Keep(in TStateMachine stateMachine) => _stateMachine = stateMachine;

    /// <summary>Suspends the method.</summary>
    /// <returns>What makes it go on.</returns>
    public Action Suspend()
    {
        _context = ExecutionContext.Capture();
        return _moveNext ??= MoveNext;
    }

    /// <summary>Suspends the method until the pool has run what waits there already, as Task.Yield does.</summary>
    public void Yield()
    {
        _context = ExecutionContext.Capture();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <remarks>The pool's own context needs no ExecutionContext.Run: the pool restores it after each item.</remarks>
    void IThreadPoolWorkItem.Execute()
    {
        if (ReferenceEquals(_context, ExecutionContext.Capture()))
            _stateMachine.MoveNext();
        else
            MoveNext();
    }

    protected override void Recycle()
    {
        _stateMachine = default!;
        _context = null;
        Pool<AsyncBox<TStateMachine, T>>.Return(this);
    }

    /// <remarks>Touches nothing once the method has run: if that has ended, the box may serve another by then.</remarks>
    private void MoveNext()
    {
        if (_context is { } context)
            ExecutionContext.Run(context, s_moveNext, this);
        else
            _stateMachine.MoveNext();
    }
}
