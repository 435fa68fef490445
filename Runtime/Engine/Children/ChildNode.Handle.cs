namespace NurseryGen.Engine;

/// <content>
/// The awaiters of a child. A node that succeeded before it was awaited goes back to its pool with a new version, so a handle whose version
/// is gone means success. A node that was awaited early, or did not succeed, is never used again: its handles stay right for ever.
/// </content>
public abstract partial class ChildNode : IValueTaskSource
{
    private const int Ended = 1;
    private const int Awaited = 2;
    private const int VersionShift = 2;

    /// <summary>The first awaiter of the handle. Those after it share <see cref="_end"/>.</summary>
    private ManualResetValueTaskSourceCore<bool> _firstAwaiter;

    /// <summary>Ends with the child, whatever that did; for the second awaiter and those after it. Guarded by
    /// <see langword="this"/>.</summary>
    private TaskCompletionSource? _end;

    /// <summary>What <c>AsTask</c> gave out: ends as the child did. Guarded by <see langword="this"/>.</summary>
    private IChildTask? _task;

    /// <summary>The version above two bits: awaited, ended. One compare-and-swap to await, one exchange to end, so one of the two sees the
    /// other.</summary>
    private int _handle;

    private volatile bool _isHandled;
    private FailureList.Entry? _recorded;

    internal int HandleVersion => Volatile.Read(ref _handle) >> VersionShift;

    internal bool HasEnded(int version)
    {
        var handle = Volatile.Read(ref _handle);
        return version != handle >> VersionShift || (handle & Ended) != 0;
    }

    /// <summary>The exception of a child that failed or was cancelled; null for success. For a child that has ended. Handles
    /// nothing.</summary>
    internal Exception? ExceptionAfterEnd(int version, out bool canceled)
    {
        var status = EndOf((short)version);
        canceled = status == ChildStatus.Cancelled;
        return status switch
        {
            // Reads nothing more: the node may be another child's by now.
            ChildStatus.Succeeded => null,
            ChildStatus.Cancelled => Cancellation(),
            _ => _failure,
        };
    }

    /// <summary>S14: the failure was thrown or given to user code, so its nursery forgets it.</summary>
    internal void MarkHandled()
    {
        if (_isHandled)
            return;

        // Pairs with FailureList.Add: stores that it is handled, then loads the entry that may be there.
        _isHandled = true;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _recorded)?.Forget(this);
    }

    ChildInfo IFailedChild.Identity => Identity;

    bool IFailedChild.IsHandled => _isHandled;

    void IFailedChild.RecordedAs(FailureList.Entry entry)
    {
        Volatile.Write(ref _recorded, entry);
        Interlocked.MemoryBarrier();
    }

    /// <summary>A task that ends as the child does. It handles nothing: whether it is looked at can't be seen.</summary>
    internal Task AsTask(int version)
    {
        lock (this)
        {
            if (TryAwait(version))
            {
                _task ??= CreateTask();
                return _task.Task;
            }

            if (_task is not null && HandleVersion == version)
                return _task.Task;
        }

        return EndedTask((short)version);
    }

    /// <summary>A task that ends when the child does, and never fails.</summary>
    internal Task WhenEnded(int version)
    {
        lock (this)
        {
            if (!TryAwait(version))
                return Task.CompletedTask;

            _end ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _end.Task;
        }
    }

    private protected virtual IChildTask CreateTask() => new ChildTask();

    /// <summary>A task for a child that has ended.</summary>
    private protected virtual Task EndedTask(short token)
    {
        if (EndOf(token) == ChildStatus.Succeeded)
            return Task.CompletedTask;

        var task = CreateTask();
        Complete(task);
        return task.Task;
    }

    private protected bool EndedWell(short token) => EndOf(token) == ChildStatus.Succeeded;

    /// <summary>Ends a task that was given out as the child ended.</summary>
    private protected void Complete(IChildTask task)
    {
        switch (_status)
        {
            case ChildStatus.Succeeded:
                task.Succeed(this);
                break;
            case ChildStatus.Failed:
                task.Fail(_failure!);
                break;
            default:
                task.Cancel(_cancelledBy);
                break;
        }
    }

    /// <summary>Ends this use of the node, and every task that was given out of its handle. Runs no user code.</summary>
    /// <param name="isReusable">The child succeeded and the node is pooled: every handle of this use becomes stale, which means
    /// success.</param>
    /// <returns>True if the handle is awaited: then the node is never used again.</returns>
    private bool EndHandle(ref bool isReusable)
    {
        var version = _handle >> VersionShift;

        // A value task keeps 16 bits of the version: before it could take a later use for its own, the node has served enough.
        isReusable &= (short)(version + 1) != 0;
        var next = isReusable ? (version + 1) << VersionShift : version << VersionShift | Ended;
        var last = Interlocked.Exchange(ref _handle, next);
        AssertEndsOnce(last, version);
        if ((last & Awaited) == 0)
            return false;

        lock (this)
        {
            if (_task is not null)
                Complete(_task);

            _end?.SetResult();
        }

        return true;
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

    /// <summary>What awaiting the child throws (S16).</summary>
    private protected void ThrowUnlessSucceeded(short token)
    {
        var status = EndOf(token);
        if (status == ChildStatus.Failed)
        {
            MarkHandled();
            ExceptionDispatchInfo.Throw(_failure!);
        }

        if (status == ChildStatus.Cancelled)
            throw Cancellation();
    }

    /// <summary>How the use that a token names ended. A node that has ended rather than gone on to its next use stays as it is.</summary>
    private ChildStatus EndOf(short token)
    {
        var handle = Volatile.Read(ref _handle);
        return token != (short)(handle >> VersionShift) ? ChildStatus.Succeeded
            : (handle & Ended) != 0 ? _status
            : throw NotEnded();
    }

    /// <summary>Answers for a token of this use or of one long past.</summary>
    internal ValueTaskSourceStatus HandleStatus(short token)
    {
        var handle = Volatile.Read(ref _handle);
        if (token != (short)(handle >> VersionShift))
            return ValueTaskSourceStatus.Succeeded;

        if ((handle & Ended) == 0)
            return ValueTaskSourceStatus.Pending;

        return _status switch
        {
            ChildStatus.Succeeded => ValueTaskSourceStatus.Succeeded,
            ChildStatus.Failed => ValueTaskSources.StatusOf(_failure),
            _ => ValueTaskSourceStatus.Canceled,
        };
    }

    private protected void OnHandleCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        var version = (ushort)token;
        var handle = Volatile.Read(ref _handle);
        if (handle == version << VersionShift && Interlocked.CompareExchange(ref _handle, handle | Awaited, handle) == handle)
        {
            _firstAwaiter.OnCompleted(continuation, state, _firstAwaiter.Version, flags);
            return;
        }

        var onContext = (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0;
        var awaiter = WhenEnded(version).ConfigureAwait(onContext).GetAwaiter();
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
            awaiter.OnCompleted(() => continuation(state));
        else
            awaiter.UnsafeOnCompleted(() => continuation(state));
    }

    void IValueTaskSource.GetResult(short token) => ThrowUnlessSucceeded(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => HandleStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnHandleCompleted(continuation, state, token, flags);

    /// <summary>Resumes the first awaiter: on this stack, or on the pool where this stack has an exit or a join to let go on
    /// first.</summary>
    private void ResumeFirstAwaiter(bool mayRunHere)
    {
        if (mayRunHere && RuntimeHelpers.TryEnsureSufficientExecutionStack())
            ResumeFirstAwaiter();
        else
            Queue();
    }

    private void ResumeFirstAwaiter()
    {
        AssertAwaitedAndEnded();
        _firstAwaiter.SetResult(true);
    }

    internal static InvalidOperationException NotEnded() => new(
        "The child has not ended yet: await its handle, or the nursery's JoinAsync, before reading how it ended.");

    private protected OperationCanceledException Cancellation() => new("The child was cancelled.", _cancelledBy);

    /// <summary>This use has no handle yet, so the word stands still.</summary>
    [Conditional("DEBUG")]
    private void AssertNotStarted()
    {
        Debug.Assert(_scope is null, "A node serves one child at a time.");
        Debug.Assert((_handle & (Ended | Awaited)) == 0, "A node that was awaited, or has ended for good, is never used again.");
    }

    /// <summary>From its start to its end the node has a scope, and its handle has not ended. The word is read once.</summary>
    [Conditional("DEBUG")]
    private void AssertRunning()
    {
        Debug.Assert(_scope is not null, "A child has a nursery until it ends.");
        Debug.Assert((Volatile.Read(ref _handle) & Ended) == 0, "A child ends once, and does nothing afterwards.");
    }

    [Conditional("DEBUG")]
    private static void AssertEndsOnce(int handle, int version) =>
        Debug.Assert((handle & Ended) == 0 && handle >> VersionShift == version, "A child ends once, by one thread.");

    /// <summary>Such a node is never used again, so its word stands still: ended, or one version further, which means success.</summary>
    [Conditional("DEBUG")]
    private void AssertAwaitedAndEnded() => Debug.Assert(
        _scope is null && (Volatile.Read(ref _handle) & (Ended | Awaited)) != Awaited,
        "An awaiter goes on after the child that it awaits has ended.");
}
