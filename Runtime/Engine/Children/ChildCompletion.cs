namespace NurseryGen.Engine;

internal enum ChildStatus
{
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>
/// How a child ended, and the awaiters of its handle. A node that succeeded before it was awaited goes back to its pool with a new version,
/// so a handle whose version is gone means success. A node that was awaited early, or did not succeed, is never used again: its handles
/// stay right for ever.
/// </summary>
[StackTraceHidden]
internal struct ChildCompletion
{
    private const int Ended = 1;
    private const int Awaited = 2;
    private const int VersionShift = 2;

    /// <summary>The first awaiter of the handle. Those after it share <see cref="_end"/>.</summary>
    private ManualResetValueTaskSourceCore<bool> _firstAwaiter;

    /// <summary>Completes when the child ends, well or not; for the second awaiter and those after it. Guarded by the node.</summary>
    private TaskCompletionSource? _end;

    /// <summary>The task that <c>AsTask</c> gave out: ends as the child did. Guarded by the node.</summary>
    private IChildTask? _task;

    /// <summary>The version above two bits: awaited, ended. One compare-and-swap to await, one exchange to end, so one of the two sees the
    /// other.</summary>
    private int _handle;
    private volatile ChildStatus _status;

    public int Version => Volatile.Read(ref _handle) >> VersionShift;

    /// <summary>How the child ends, or has ended; success until something else is known.</summary>
    public readonly ChildStatus Status => _status;

    /// <summary>What a child that failed has thrown.</summary>
    public Exception? Failure { readonly get; private set; }

    /// <summary>The token that a cancelled child's awaiters are told of.</summary>
    public CancellationToken CancelledBy { readonly get; set; }

    public readonly OperationCanceledException Cancellation() => new("The child was cancelled.", CancelledBy);

    /// <summary>What comes of the child is known. Its handle ends later.</summary>
    public void Set(ChildStatus status, Exception? failure)
    {
        _status = status;
        Failure = failure;
    }

    public bool HasEnded(int version)
    {
        var handle = Volatile.Read(ref _handle);
        return version != handle >> VersionShift || (handle & Ended) != 0;
    }

    /// <summary>How the use that a token names ended. A node that has ended rather than gone on to its next use stays as it is.</summary>
    public ChildStatus StatusOf(short token)
    {
        var handle = Volatile.Read(ref _handle);
        return token != (short)(handle >> VersionShift) ? ChildStatus.Succeeded
            : (handle & Ended) != 0 ? _status
            : throw ChildNode.NotEnded();
    }

    /// <summary>Answers for a token of this use or of one long past.</summary>
    public ValueTaskSourceStatus GetStatus(short token)
    {
        var handle = Volatile.Read(ref _handle);
        if (token != (short)(handle >> VersionShift))
            return ValueTaskSourceStatus.Succeeded;

        if ((handle & Ended) == 0)
            return ValueTaskSourceStatus.Pending;

        return _status switch
        {
            ChildStatus.Succeeded => ValueTaskSourceStatus.Succeeded,
            ChildStatus.Failed => ValueTaskSources.StatusOf(Failure),
            _ => ValueTaskSourceStatus.Canceled,
        };
    }

    /// <summary>A task that ends as the child does. It handles nothing: whether it is looked at can't be seen.</summary>
    /// <returns>Null where the child has ended and no such task was given out before.</returns>
    public Task? TryGetTask(ChildNode node, int version)
    {
        lock (node)
        {
            if (TryAwait(version))
                return (_task ??= node.CreateTask()).Task;

            return _task is not null && Version == version ? _task.Task : null;
        }
    }

    /// <summary>A task that ends when the child does, and never fails.</summary>
    public Task WhenEnded(ChildNode node, int version)
    {
        lock (node)
        {
            if (!TryAwait(version))
                return Task.CompletedTask;

            _end ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _end.Task;
        }
    }

    public void OnCompleted(
        ChildNode node, Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        var version = (ushort)token;
        var handle = Volatile.Read(ref _handle);
        if (handle == version << VersionShift && Interlocked.CompareExchange(ref _handle, handle | Awaited, handle) == handle)
        {
            _firstAwaiter.OnCompleted(continuation, state, _firstAwaiter.Version, flags);
            return;
        }

        var onContext = (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0;
        var awaiter = WhenEnded(node, version).ConfigureAwait(onContext).GetAwaiter();
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
            awaiter.OnCompleted(() => continuation(state));
        else
            awaiter.UnsafeOnCompleted(() => continuation(state));
    }

    /// <summary>Ends this use of the node, and every task that was given out of its handle. Runs no user code.</summary>
    /// <param name="node">The child.</param>
    /// <param name="isReusable">The child succeeded and the node is pooled: every handle of this use becomes stale, which means
    /// success.</param>
    /// <returns>True if the handle is awaited: then the node is never used again.</returns>
    public bool End(ChildNode node, ref bool isReusable)
    {
        var version = _handle >> VersionShift;

        // A value task keeps 16 bits of the version: before it could take a later use for its own, the node has served enough.
        isReusable &= (short)(version + 1) != 0;
        var next = isReusable ? (version + 1) << VersionShift : version << VersionShift | Ended;
        var last = Interlocked.Exchange(ref _handle, next);
        Debug.Assert((last & Ended) == 0 && last >> VersionShift == version, "A child ends once, by one thread.");
        if ((last & Awaited) == 0)
            return false;

        lock (node)
        {
            if (_task is not null)
                Complete(node, _task);

            _end?.SetResult();
        }

        return true;
    }

    /// <summary>Ends a task that was given out as the child ended.</summary>
    public readonly void Complete(ChildNode node, IChildTask task)
    {
        switch (_status)
        {
            case ChildStatus.Succeeded:
                task.Succeed(node);
                break;
            case ChildStatus.Failed:
                task.Fail(Failure!);
                break;
            default:
                task.Cancel(CancelledBy);
                break;
        }
    }

    /// <summary>Resumes the first awaiter. An awaited node is never used again, so its word stands still: ended, or one version further,
    /// which means success.</summary>
    public void ResumeFirstAwaiter()
    {
        Debug.Assert(
            (Volatile.Read(ref _handle) & (Ended | Awaited)) != Awaited, "An awaiter goes on after the child that it awaits has ended.");
        _firstAwaiter.SetResult(true);
    }

    /// <summary>Marks the handle as awaited.</summary>
    /// <returns>False if the child has ended.</returns>
    private bool TryAwait(int version)
    {
        while (true)
        {
            var handle = Volatile.Read(ref _handle);
            if (version != handle >> VersionShift || (handle & Ended) != 0)
                return false;

            if ((handle & Awaited) != 0 || Interlocked.CompareExchange(ref _handle, handle | Awaited, handle) == handle)
                return true;
        }
    }

    /// <summary>This use has no handle yet, so the word stands still.</summary>
    [Conditional("DEBUG")]
    public readonly void AssertUnused() =>
        Debug.Assert((_handle & (Ended | Awaited)) == 0, "A node that was awaited, or has ended for good, is never used again.");

    /// <summary>The word is read once.</summary>
    [Conditional("DEBUG")]
    public void AssertNotEnded() =>
        Debug.Assert((Volatile.Read(ref _handle) & Ended) == 0, "A child ends once, and does nothing afterwards.");
}
