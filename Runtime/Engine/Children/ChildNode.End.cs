namespace NurseryGen.Engine;

/// <content>How a child ends: what it threw is sorted, its nursery told, its arguments dropped, its handle completed.</content>
public abstract partial class ChildNode
{
    private protected bool WasCancelled => _completion.Status == ChildStatus.Cancelled;

    /// <summary>S10: true if the scope that the child ran under is cancelled. A shield (S23) keeps the nursery's cancellation
    /// away.</summary>
    private bool IsCanceled => _deadline is { IsCanceled: true } || IsNurseryCancelled;

    private bool IsNurseryCancelled => !Info.Shield && _scope!.IsCanceled;

    private protected bool HasFailed([NotNullWhen(true)] out Exception? failure)
    {
        failure = _completion.Failure;
        return _completion.Status == ChildStatus.Failed;
    }

    /// <summary>The child did what it was to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void Succeed()
    {
        var scope = _scope!;
        if (_usesFastPath && scope.HasFastPath && scope.KnownReason is null)
        {
            // All that most children need of what Finish does.
            Leave(scope);
        }
        else
        {
            End(ChildStatus.Succeeded, null);
        }
    }

    /// <summary>The child's task is faulted or cancelled.</summary>
    private protected void Fail(Task task)
    {
        if (task.IsCanceled && IsCanceled)
            EndCancelled();
        else
            Fail(ValueTaskSources.ExceptionOf(task));
    }

    /// <summary>A callback on the child's own token threw: a failure of the child (S13).</summary>
    internal void OnCallbackFailed(Exception error) => _scope!.RecordFailure(error, this);

    /// <summary>Supplies what a child that moves on after its timeout leaves behind (S24).</summary>
    private protected abstract void UseFallback();

    /// <summary>S29: the end of a child whose starter still waits for it to be ready is the starter's to hear of.</summary>
    /// <returns>What the starter was told; null where none waited.</returns>
    private protected virtual Exception? FailPendingStart() => null;

    /// <summary>True if the failure is kept as a value, and so is not the nursery's.</summary>
    private protected virtual bool Absorb(Exception failure) => false;

    /// <summary>S15: the child succeeded in a race. Any child may win a race without a result; a race with one, only a child that returns
    /// it.</summary>
    private protected virtual void Offer(NurseryScope scope) => scope.TryWinWithoutResult(Identity);

    /// <summary>The child gave way to a cancellation.</summary>
    private protected virtual void OnCancelled()
    {
    }

    /// <summary>Returns a pooled node that succeeded and was not awaited to its pool.</summary>
    private protected virtual void Recycle()
    {
    }

    /// <summary>The child threw, before there was a task or when that was read.</summary>
    private protected void Fail(Exception error)
    {
        var failure = IsCanceled ? ExceptionGroup.WithoutCancellations(error) : error;
        if (failure is null)
            EndCancelled();
        else
            End(ChildStatus.Failed, failure);
    }

    /// <summary>The child acknowledged a cancellation: its nursery's, or else the one of its own deadline (S10, S24).</summary>
    private void EndCancelled()
    {
        if (_deadline is not { KnownReason.Kind: CancelReasonKind.Deadline } deadline || IsNurseryCancelled)
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
        _completion.Set(status, failure);
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

    /// <summary>Ends the child once nothing of it runs any more. The order: the failure is recorded, the nursery is left, the awaiters go
    /// on.</summary>
    internal void Finish()
    {
        AssertRunning();
        var scope = _scope!;
        if (_startedBeforeCancel && scope.KnownReason is { Kind: CancelReasonKind.Deadline })
            scope.NoteRunningAtExpiry(Identity);

        Tell(scope);
        _deadline = null;
        if (Info.Daemon)
            scope.RemoveDaemon();

        Leave(scope);
    }

    /// <summary>The last steps. The order is S7: every handle completes before the exit or a join goes on, and no user code runs in
    /// between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leave(NurseryScope scope)
    {
        var next = _place.HoldsSlot && !KeepsSlot ? scope.ReleaseSlot() : null;
        _place.HoldsSlot = false;
        _scope = null;
        _context = null;
        DropArguments();
        var isReusable = _isPooled && _completion.Status == ChildStatus.Succeeded;
        var isAwaited = _completion.End(this, ref isReusable);
        var left = scope.CountDown();
        next?.OnSlot();
        if (isAwaited)
            ResumeFirstAwaiter(mayRunHere: !scope.MayGoOnAfter(left));
        else if (isReusable)
            Recycle();

        scope.AfterCountDown(left);
    }

    /// <summary>Tells the nursery how the child ended.</summary>
    private void Tell(NurseryScope scope)
    {
        switch (_completion.Status)
        {
            case ChildStatus.Cancelled:
                _completion.CancelledBy = scope.Token;
                if (IsNurseryCancelled)
                    scope.Acknowledge();

                FailPendingStart();
                OnCancelled();
                break;
            case not ChildStatus.Cancelled when FailPendingStart() is { } told:
                scope.RecordUnlessHandled(told, this);
                break;
            case ChildStatus.Failed when !Absorb(_completion.Failure!):
                scope.RecordFailure(_completion.Failure!, this);
                break;
            case ChildStatus.Succeeded when scope.Info.Policy == NurseryPolicy.Race && !Info.Daemon:
                Offer(scope);
                break;
        }
    }
}
