namespace NurseryGen.Engine;

/// <content>What a child's handle asks of it.</content>
public abstract partial class ChildNode : IValueTaskSource
{
    private ChildCompletion _completion;
    private volatile bool _isHandled;
    private FailureList.Entry? _recorded;

    internal int HandleVersion => _completion.Version;

    internal bool HasEnded(int version) => _completion.HasEnded(version);

    /// <summary>The exception of a child that failed or was cancelled; null for success. For a child that has ended. Handles
    /// nothing.</summary>
    internal Exception? ExceptionAfterEnd(int version, out bool canceled)
    {
        var status = _completion.StatusOf((short)version);
        canceled = status == ChildStatus.Cancelled;
        return status switch
        {
            // Reads nothing more: the node may be another child's by now.
            ChildStatus.Succeeded => null,
            ChildStatus.Cancelled => Cancellation(),
            _ => _completion.Failure,
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
    internal Task AsTask(int version) => _completion.TryGetTask(this, version) ?? EndedTask((short)version);

    /// <inheritdoc cref="ChildCompletion.WhenEnded"/>
    internal Task WhenEnded(int version) => _completion.WhenEnded(this, version);

    internal virtual IChildTask CreateTask() => new ChildTask();

    /// <summary>A task for a child that has ended.</summary>
    private protected virtual Task EndedTask(short token)
    {
        if (_completion.StatusOf(token) == ChildStatus.Succeeded)
            return Task.CompletedTask;

        var task = CreateTask();
        _completion.Complete(this, task);
        return task.Task;
    }

    private protected bool EndedWell(short token) => _completion.StatusOf(token) == ChildStatus.Succeeded;

    /// <summary>What awaiting the child throws (S16).</summary>
    private protected void ThrowUnlessSucceeded(short token)
    {
        var status = _completion.StatusOf(token);
        if (status == ChildStatus.Failed)
        {
            MarkHandled();
            ExceptionDispatchInfo.Throw(_completion.Failure!);
        }

        if (status == ChildStatus.Cancelled)
            throw Cancellation();
    }

    internal ValueTaskSourceStatus HandleStatus(short token) => _completion.GetStatus(token);

    private protected void OnHandleCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(this, continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => ThrowUnlessSucceeded(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => HandleStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnHandleCompleted(continuation, state, token, flags);

    /// <summary>Resumes the first awaiter: on this stack, or on the pool where this stack has an exit or a join to let go on
    /// first.</summary>
    private void ResumeFirstAwaiter(bool mayRunHere)
    {
        if (mayRunHere && RuntimeHelpers.TryEnsureSufficientExecutionStack())
            _completion.ResumeFirstAwaiter();
        else
            Queue();
    }

    /// <summary>The child and how it stands. Reads only: a debugger that shows this must not mark a failure as seen.</summary>
    internal string Describe(int version)
    {
        // Names first: should the node have become another child's meanwhile, the version tells.
        var identity = Identity.ToString();
        var status = HandleStatus((short)version);
        return HandleVersion != version ? "a child that ended without failing" : status switch
        {
            ValueTaskSourceStatus.Pending => identity + ": not ended",
            ValueTaskSourceStatus.Succeeded => identity + ": succeeded",
            ValueTaskSourceStatus.Canceled => identity + ": canceled",
            _ => identity + ": failed",
        };
    }

    internal static InvalidOperationException NotEnded() => new(
        "The child has not ended yet: await its handle, or the nursery's JoinAsync, before reading how it ended.");

    private protected OperationCanceledException Cancellation() => _completion.Cancellation();

    [Conditional("DEBUG")]
    private void AssertNotStarted()
    {
        Debug.Assert(_scope is null, "A node serves one child at a time.");
        _completion.AssertUnused();
    }

    /// <summary>From its start to its end the node has a scope, and its handle has not ended.</summary>
    [Conditional("DEBUG")]
    private void AssertRunning()
    {
        Debug.Assert(_scope is not null, "A child has a nursery until it ends.");
        _completion.AssertNotEnded();
    }
}
