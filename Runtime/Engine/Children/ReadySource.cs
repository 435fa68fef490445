namespace NurseryGen.Engine;

/// <summary>A starter's wait for its child to be ready (S28, S29), and the starter's token, which cancels the child until then
/// (S30).</summary>
[StackTraceHidden]
internal sealed class ReadySource<T>(ChildNode child) : IValueTaskSource<T>, IValueTaskSource
{
    private static readonly Action<object?> s_onStarterCancelled = static source => ((ReadySource<T>)source!).OnStarterCancelled();

    private static readonly Action<ReadySource<T>> s_onStarterCancelledQueued = static source => source.OnStarterCancelled();

    /// <summary>The starter never goes on inside <c>Set</c>: it may block until the child has gone on.</summary>
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private T _value = default!;
    private Exception? _error;

    /// <summary>Pending, then perhaps given up by its starter, then ended.</summary>
    private int _ended;
    private CancellationToken _starter;
    private CancellationTokenRegistration _starterLink;
    private NurseryScope? _nursery;
    private ChildScope? _ownScope;
    private int _ownScopeVersion;

    private const int Pending = 0;
    private const int GivenUp = 1;
    private const int Ended = 2;

    public short Token => _signal.Version;

    /// <summary>True if the starter still waits.</summary>
    public bool IsPending => Volatile.Read(ref _ended) != Ended;

    /// <summary>What a cancelled starter is told; null where it isn't cancelled.</summary>
    public OperationCanceledException? StarterCancellation => _starter.IsCancellationRequested ? new(_starter) : null;

    public static InvalidOperationException NotStarted() =>
        new("This value is default(Ready) and belongs to no child. Use the one that the child was given.");

    public override string ToString() => $"{child.Identity}: {(IsPending ? "not ready" : "ready, or ended")}";

    public void Set(T value)
    {
        if (!TryTell(value, error: null))
            throw new InvalidOperationException($"{child.Identity.Name} has said already that it is ready: call Set once.");
    }

    /// <summary>The child ends before it was ready. False where it was.</summary>
    public bool TryEnd(Exception error) => TryTell(default!, error);

    private bool TryTell(T value, Exception? error)
    {
        if (Interlocked.Exchange(ref _ended, Ended) == Ended)
            return false;

        Debug.Assert(
            _signal.GetStatus(_signal.Version) == ValueTaskSourceStatus.Pending,
            "The starter is told once, by the one that ended its wait.");
        LetGoOfStarter();
        _value = value;
        _error = error;
        _signal.SetResult(true);
        return true;
    }

    /// <summary>The starter's token counts from here on, also while the child waits for a slot.</summary>
    public void LinkTo(CancellationToken starter, NurseryScope nursery)
    {
        _starter = starter;
        _nursery = nursery;
        _starterLink = starter.UnsafeRegister(s_onStarterCancelled, this);
    }

    /// <summary>The child is ready, or has ended: the starter's token means nothing to it any more.</summary>
    public void LetGoOfStarter() => _starterLink.Unregister();

    public void OnOwnScopeOpened(ChildScope scope)
    {
        _ownScopeVersion = scope.Version;
        Volatile.Write(ref _ownScope, scope);

        // Pairs with OnStarterCancelled: stores the scope, then loads whether the starter is cancelled.
        Interlocked.MemoryBarrier();
        LookAtStarter();
    }

    /// <summary>The token's callback may have come before there was anything to cancel.</summary>
    public void LookAtStarter()
    {
        if (_starter.IsCancellationRequested)
            OnStarterCancelled();
    }

    private void OnStarterCancelled()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            // Children that each start the next with their own token cancel each other from within callbacks: go on with a fresh stack.
            ThreadPool.UnsafeQueueUserWorkItem(s_onStarterCancelledQueued, this, preferLocal: true);
            return;
        }

        // Pairs with OnOwnScopeOpened: the starter is cancelled, then loads the child's scope.
        if (Volatile.Read(ref _ownScope) is not { } scope)
        {
            _nursery?.LetGo(child);
        }
        else if (scope.TryEnter(_ownScopeVersion))
        {
            // False where the child was ready first (S30).
            if (Interlocked.CompareExchange(ref _ended, GivenUp, Pending) == Pending)
                scope.Cancel(CancelReason.StarterCancelled);

            scope.Leave();
        }
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        GetResult(token);
        return _value;
    }

    public void GetResult(short token)
    {
        _signal.GetResult(token);
        Debug.Assert(!IsPending, "The starter goes on once its child was ready or has ended.");
        if (_error is not null)
        {
            child.MarkHandled();
            ExceptionDispatchInfo.Throw(_error);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        var status = _signal.GetStatus(token);
        return status == ValueTaskSourceStatus.Succeeded ? ValueTaskSources.StatusOf(_error) : status;
    }

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);
}
