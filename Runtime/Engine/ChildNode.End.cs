namespace NurseryGen.Engine;

/// <content>How a child ends: what it threw is sorted, its nursery told, its arguments dropped, its handle completed.</content>
public abstract partial class ChildNode
{
    internal enum ChildStatus
    {
        Succeeded,
        Failed,
        Cancelled,
    }

    private volatile ChildStatus _status;
    private Exception? _failure;
    private CancellationToken _cancelledBy;

    private bool IsCancelled => _deadline is { IsCancelled: true } || _scope!.IsCancelled;

    /// <summary>The child did what it was to do.</summary>
    private protected void Succeed() => End(ChildStatus.Succeeded, null);

    /// <summary>The child's task is faulted or cancelled.</summary>
    private protected void Fail(Task task)
    {
        if (task.IsCanceled && IsCancelled)
        {
            EndCancelled();
        }
        else
        {
            Fail(Completion.ExceptionOf(task));
        }
    }

    /// <summary>A callback on the child's own token threw: a failure of the child (S13).</summary>
    internal void OnCallbackFailed(Exception error) => _scope!.RecordFailure(error, Identity);

    /// <summary>Supplies what a child that moves on after its timeout leaves behind (S24).</summary>
    private protected abstract void UseFallback();

    /// <summary>Success that nobody awaits yet: the node may serve again.</summary>
    private protected abstract void Recycle();

    /// <summary>The child threw, before there was a task or when that was read.</summary>
    private protected void Fail(Exception error)
    {
        var failure = IsCancelled ? ExceptionGroup.WithoutCancellations(error) : error;
        if (failure is null)
        {
            EndCancelled();
        }
        else
        {
            End(ChildStatus.Failed, failure);
        }
    }

    /// <summary>The child acknowledged a cancellation: its nursery's, or else the one of its own deadline (S10, S24).</summary>
    private void EndCancelled()
    {
        if (_deadline is not { } deadline || _scope!.IsCancelled)
        {
            End(ChildStatus.Cancelled, null);
            return;
        }

        if (!Info.MoveOn)
        {
            End(ChildStatus.Failed, new NurseryTimeoutException(Identity.Name, deadline.Timeout, runningChildren: null));
            return;
        }

        try
        {
            UseFallback();
        }
        catch (Exception error)
        {
            End(ChildStatus.Failed, error);
            return;
        }

        Succeed();
    }

    private void End(ChildStatus status, Exception? failure)
    {
        _status = status;
        _failure = failure;
        if (_deadline is { } deadline)
        {
            // Finishes the node once no cancel is in progress on the child's own token.
            deadline.Leave();
        }
        else
        {
            Finish();
        }
    }

    /// <summary>Nothing of the child runs any more. The failure is recorded before anybody is woken, the nursery left before anybody awaits.</summary>
    internal void Finish()
    {
        var scope = _scope!;
        if (_startedBeforeCancel && scope.KnownReason is { Kind: CancelReasonKind.Deadline })
        {
            scope.NoteRunningAtExpiry(Identity);
        }

        if (_status == ChildStatus.Failed)
        {
            scope.RecordFailure(_failure!, Identity);
        }
        else if (_status == ChildStatus.Cancelled)
        {
            scope.Acknowledge();
            _cancelledBy = scope.Token;
        }

        _scope = null;
        _deadline = null;
        _context = null;
        Clear();
        if (EndHandle())
        {
            scope.Leave();
            WakeAwaiters();
            return;
        }

        if (_status == ChildStatus.Succeeded)
        {
            Recycle();
        }

        scope.Leave();
    }
}
