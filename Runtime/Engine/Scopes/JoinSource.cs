namespace NurseryGen.Engine;

/// <summary>The body's wait for its children (S8): made at the first wait, then kept with its scope.</summary>
[StackTraceHidden]
internal sealed class JoinSource(NurseryScope scope) : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Signalled = 2;

    private ManualResetValueTaskSourceCore<bool> _source;
    private int _state;
    private volatile bool _closed;

    /// <summary>The life of the scope that the wait was begun in.</summary>
    private int _scopeVersion;

    /// <summary>True if the wait was still going on when the body ended: then it was a child's.</summary>
    private volatile bool _misused;

    /// <summary>False if a wait was begun and not awaited to its end: this object can't serve another.</summary>
    public bool IsIdle => Volatile.Read(ref _state) == Idle;

    /// <summary>True if a wait was begun and has not ended.</summary>
    public bool IsWaiting => Volatile.Read(ref _state) == Waiting;

    public ValueTask WaitAsync()
    {
        AssertInvariants();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) != Idle)
        {
            throw new InvalidOperationException(
                $"{scope.Info.Name}: JoinAsync is the body's and is awaited already; await it once at a time, and never from a child.");
        }

        _scopeVersion = scope.Version;

        // One of four ends the wait: the body's end, the close, the child that leaves last, or this caller. The caller looks as it
        // leaves.
        var version = _source.Version;
        if (scope.HasBodyEnded && TryTake(Idle))
            throw NotTheBodys();

        return new ValueTask(this, version);
    }

    /// <summary>Ends the wait if only the body and daemons run. They did when the caller left; by now other children may run, or the scope
    /// may serve another nursery.</summary>
    public void OnAlone()
    {
        AssertInvariants();
        while (scope.OnlyBodyRuns && TryTake(Signalled))
        {
            if (scope.OnlyBodyRuns)
            {
                _source.Signal();
                return;
            }

            // A child came in between. Its leaving ends the wait, unless it left while this thread had taken the wait.
            Volatile.Write(ref _state, Waiting);

            // Pairs with OnBodyEnded and OnClosed, which found the wait taken: stores that it waits again, then loads whether one of them
            // came by.
            Interlocked.MemoryBarrier();
            if (_closed)
                OnClosed();
            else if (scope.HasBodyEnded)
                OnBodyEnded();
        }
    }

    /// <summary>The body has ended, so the remaining waiter is a child that waits for itself: fails it.</summary>
    public void OnBodyEnded()
    {
        AssertInvariants();
        if (TryTake(Signalled))
        {
            _misused = true;
            _source.Signal();
        }
    }

    /// <summary>The scope closes: ends a wait that the body left behind, which may not look at the scope any more.</summary>
    public void OnClosed()
    {
        AssertInvariants();
        _closed = true;
        if (TryTake(Signalled))
            _source.Signal();
    }

    private bool TryTake(int next) =>
        Volatile.Read(ref _state) == Waiting && Interlocked.CompareExchange(ref _state, next, Waiting) == Waiting;

    /// <summary>One word, read once: all that holds at any moment, whatever other threads do.</summary>
    [Conditional("DEBUG")]
    private void AssertInvariants() =>
        Debug.Assert(Volatile.Read(ref _state) is Idle or Waiting or Signalled, "A join is idle, waiting, or signalled and not yet read.");

    private InvalidOperationException NotTheBodys() => new(
        $"{scope.Info.Name}: JoinAsync is for the body, which has ended. A child that awaited its own nursery would wait for itself: "
        + "let the body await JoinAsync, or give the child a nursery of its own.");

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token)
    {
        var status = _source.GetStatus(token);
        return status != ValueTaskSourceStatus.Succeeded ? status
            : _misused ? ValueTaskSourceStatus.Faulted
            : Look(_scopeVersion) is not null ? ValueTaskSourceStatus.Canceled
            : status;
    }

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        Debug.Assert(Volatile.Read(ref _state) == Signalled, "A wait ends once, after one of the four that may end it took it.");
        _source.Reset();
        var misused = _misused;
        var scopeVersion = _scopeVersion;
        _misused = false;
        Volatile.Write(ref _state, Idle);
        if (misused)
            throw NotTheBodys();

        if (Look(scopeVersion) is { } cancellation)
            throw cancellation;
    }

    /// <summary>Looks at the scope as one more user: where the body left the wait behind, the scope may close meanwhile, and serve another
    /// nursery.</summary>
    /// <returns>What to throw where the nursery is cancelled; null where it isn't, or has exited.</returns>
    private OperationCanceledException? Look(int version)
    {
        if (!scope.TryEnter(version))
            return null;

        try
        {
            return scope.IsCanceled ? scope.Cancellation() : null;
        }
        finally
        {
            scope.LeaveQuietly();
        }
    }
}
