using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <content>
/// Those who await a child. A node that nobody awaited before it succeeded goes back to its pool with a new version, so a handle
/// whose version is gone means success. A node that was awaited early, or did not succeed, is never used again: its handles stay right for ever.
/// </content>
public abstract partial class ChildNode : IValueTaskSource
{
    private const int Running = 0;
    private const int Awaited = 1;
    private const int Ended = 2;

    private ManualResetValueTaskSourceCore<bool> _signal;
    private TaskCompletionSource? _moreAwaiters;
    private int _version;
    private int _handleState;

    /// <summary>Whether somebody has seen how the child ended: awaited it, or read its outcome (S14).</summary>
    internal bool Observed { get; private protected set; }

    internal int HandleVersion => Volatile.Read(ref _version);

    /// <summary>Looks at the version last as well: the state may be the one of the node's next use.</summary>
    internal bool HasEnded(int version) =>
        version != HandleVersion || Volatile.Read(ref _handleState) == Ended || version != HandleVersion;

    /// <summary>The exception of a child that failed or was cancelled; null for success. For a child that has ended.</summary>
    internal Exception? ExceptionAfterEnd(int version, out bool cancelled)
    {
        var status = EndOf((short)version);
        cancelled = status == ChildStatus.Cancelled;
        if (status == ChildStatus.Succeeded)
        {
            // Writes nothing: the node may be another child's by now.
            return null;
        }

        Observed = true;
        return cancelled ? Cancellation() : _failure;
    }

    /// <summary>Prepares the node for its next use.</summary>
    private protected void ResetHandle() => Volatile.Write(ref _handleState, Running);

    /// <summary>Makes every handle of this use stale: they now mean success.</summary>
    /// <returns>False where a value task, which keeps 16 bits of the version, could take the next use for its own: the node has served enough.</returns>
    private protected bool RetireHandle() => (short)Interlocked.Increment(ref _version) != 0;

    /// <summary>What awaiting the child throws (S16).</summary>
    private protected void ThrowUnlessSucceeded(short token)
    {
        var status = EndOf(token);
        if (status == ChildStatus.Failed)
        {
            Observed = true;
            ExceptionDispatchInfo.Throw(_failure!);
        }

        if (status == ChildStatus.Cancelled)
        {
            throw Cancellation();
        }
    }

    /// <summary>How the use that a token names ended. The version is looked at last: if it still fits, what was read is of that use, and a node
    /// that did not succeed stays as it is.</summary>
    private ChildStatus EndOf(short token)
    {
        var ended = Volatile.Read(ref _handleState) == Ended;
        var status = _status;
        Interlocked.MemoryBarrier();
        if (token != (short)HandleVersion)
        {
            return ChildStatus.Succeeded;
        }

        return ended ? status : throw Child.NotEnded();
    }

    /// <summary>Answers for a token of this use or of one long past.</summary>
    private protected ValueTaskSourceStatus HandleStatus(short token)
    {
        if (token != (short)HandleVersion)
        {
            return ValueTaskSourceStatus.Succeeded;
        }

        if (Volatile.Read(ref _handleState) != Ended)
        {
            return ValueTaskSourceStatus.Pending;
        }

        return _status switch
        {
            ChildStatus.Succeeded => ValueTaskSourceStatus.Succeeded,
            ChildStatus.Failed => Completion.StatusOf(_failure),
            _ => ValueTaskSourceStatus.Canceled,
        };
    }

    private protected void OnHandleCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        if (token == (short)HandleVersion)
        {
            // Should the node have gone on to another use in between, the mark costs that use its place in the pool, nothing else.
            var seen = Interlocked.CompareExchange(ref _handleState, Awaited, Running);
            if (seen != Ended && token == (short)HandleVersion)
            {
                if (seen == Running)
                {
                    _signal.OnCompleted(continuation, state, _signal.Version, flags);
                    return;
                }

                if (TryAddAwaiter(continuation, state, flags))
                {
                    return;
                }
            }
        }

        var ended = default(ManualResetValueTaskSourceCore<bool>);
        ended.SetResult(true);
        ended.OnCompleted(continuation, state, ended.Version, flags);
    }

    void IValueTaskSource.GetResult(short token) => ThrowUnlessSucceeded(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => HandleStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnHandleCompleted(continuation, state, token, flags);

    /// <summary>True: somebody awaits, or awaited too late to be told otherwise.</summary>
    private bool EndHandle() => Interlocked.Exchange(ref _handleState, Ended) == Awaited;

    private void WakeAwaiters()
    {
        _signal.Signal();
        TaskCompletionSource? more;
        lock (this)
        {
            more = _moreAwaiters;
        }

        more?.SetResult();
    }

    /// <summary>The second awaiter and those after it share a task.</summary>
    private bool TryAddAwaiter(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        Task more;
        lock (this)
        {
            if (Volatile.Read(ref _handleState) == Ended)
            {
                return false;
            }

            _moreAwaiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            more = _moreAwaiters.Task;
        }

        var onContext = (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0;
        var awaiter = more.ConfigureAwait(onContext).GetAwaiter();
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
        {
            awaiter.OnCompleted(() => continuation(state));
        }
        else
        {
            awaiter.UnsafeOnCompleted(() => continuation(state));
        }

        return true;
    }

    private protected OperationCanceledException Cancellation() => new("The child was cancelled.", _cancelledBy);
}
