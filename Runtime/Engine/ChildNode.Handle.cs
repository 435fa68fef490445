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
    private const int Ended = 1;
    private const int VersionShift = 1;

    private ManualResetValueTaskSourceCore<bool> _signal;
    private TaskCompletionSource? _moreAwaiters;

    /// <summary>The version above the state. Written by whoever ends the use, alone.</summary>
    private int _handle;

    /// <summary>One more than the version of the use that somebody awaits, or awaited.</summary>
    private int _awaited;

    /// <summary>Whether somebody has seen how the child ended: awaited it, or read its outcome (S14).</summary>
    internal bool Observed { get; private protected set; }

    internal int HandleVersion => Volatile.Read(ref _handle) >> VersionShift;

    internal bool HasEnded(int version)
    {
        var handle = Volatile.Read(ref _handle);
        return version != handle >> VersionShift || (handle & Ended) != 0;
    }

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

    /// <summary>Ends this use of the node. Not before the nursery has been left is it known whether anybody awaits: leaving is a full fence.</summary>
    /// <param name="isReusable">The child succeeded and the node is pooled: every handle of this use becomes stale, which means success.</param>
    /// <returns>The version that ended.</returns>
    private int EndHandle(ref bool isReusable)
    {
        var version = _handle >> VersionShift;

        // A value task keeps 16 bits of the version: before it could take a later use for its own, the node has served enough.
        isReusable &= (short)(version + 1) != 0;
        Volatile.Write(ref _handle, isReusable ? (version + 1) << VersionShift | Running : version << VersionShift | Ended);
        return version;
    }

    /// <summary>Whether somebody awaits the use that has ended. From here on nobody begins to.</summary>
    private bool IsAwaited(int version) => Volatile.Read(ref _awaited) == version + 1;

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

    /// <summary>How the use that a token names ended. A node that has ended rather than gone on to its next use stays as it is.</summary>
    private ChildStatus EndOf(short token)
    {
        var handle = Volatile.Read(ref _handle);
        return token != (short)(handle >> VersionShift) ? ChildStatus.Succeeded
            : (handle & Ended) != 0 ? _status
            : throw Child.NotEnded();
    }

    /// <summary>Answers for a token of this use or of one long past.</summary>
    private protected ValueTaskSourceStatus HandleStatus(short token)
    {
        var handle = Volatile.Read(ref _handle);
        if (token != (short)(handle >> VersionShift))
        {
            return ValueTaskSourceStatus.Succeeded;
        }

        if ((handle & Ended) == 0)
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
        var version = (ushort)token;
        var before = Volatile.Read(ref _awaited);
        while (!HasEnded(version))
        {
            if (before == version + 1)
            {
                if (TryAddAwaiter(version, continuation, state, flags))
                {
                    return;
                }

                break;
            }

            // Fails where anybody else came first, this use's or a later one's.
            var seen = Interlocked.CompareExchange(ref _awaited, version + 1, before);
            if (seen == before)
            {
                if (!HasEnded(version))
                {
                    _signal.OnCompleted(continuation, state, _signal.Version, flags);
                    return;
                }

                break;
            }

            before = seen;
        }

        var ended = default(ManualResetValueTaskSourceCore<bool>);
        ended.SetResult(true);
        ended.OnCompleted(continuation, state, ended.Version, flags);
    }

    void IValueTaskSource.GetResult(short token) => ThrowUnlessSucceeded(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => HandleStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnHandleCompleted(continuation, state, token, flags);

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
    private bool TryAddAwaiter(int version, Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        Task more;
        lock (this)
        {
            if (HasEnded(version))
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
