namespace NurseryGen.Engine;

/// <content>The end of a nursery: what it throws, and whether it has a result.</content>
public abstract partial class NurseryScope
{
    private protected ExitSource _exit;
    private volatile bool _dropped;

    /// <summary>True once the body and the children have ended, while results that can't be reached are disposed of.</summary>
    internal bool IsDisposingResults => _dropped;

    /// <summary>True at the exit if the body or a child gave way to the cancellation. Daemons that were cancelled at the end don't
    /// count.</summary>
    private protected bool IsAcknowledged => _acknowledged && KnownReason is not { Kind: CancelReasonKind.BodyEnded };

    /// <summary>True if the body returned what the nursery is to return.</summary>
    private protected abstract bool HasResult { get; }

    /// <summary>True if results become unreachable when the nursery fails.</summary>
    private protected virtual bool OwnsResults => false;

    /// <summary>S15: the nursery failed; disposes of its results.</summary>
    private protected virtual void DisposeResults()
    {
    }

    /// <summary>The nursery succeeded; puts its result together. What a user's conversion throws here is the nursery's failure.</summary>
    private protected virtual void BuildResult()
    {
    }

    /// <summary>The nursery ends; forgets what its result was, or would have been, made of.</summary>
    private protected virtual void ClearState()
    {
    }

    private protected static void ThrowIfFailed(Exception? error, NurseryInfo info)
    {
        if (error is not null)
            info.Throw(error);
    }

    /// <summary>Says that a race with a result had no participant.</summary>
    private InvalidOperationException NothingWon() =>
        new($"{Info.Name} is a race that nobody won: no child was started whose result is the nursery's.");

    /// <summary>The last user left: nothing runs in the scope any more.</summary>
    /// <param name="inEntry">True if the entry is on the stack, and has yet to ask for the exit.</param>
    private void Finish(bool inEntry)
    {
        CloseUserClock();

        // The failure that made the results unreachable stays, even if an awaiter has handled it since.
        _exit.Error = ResolveExit(out _exit.TimedOut) ?? _exit.Error;
        if (Info.KeepsPartialResults)
            _exit.TimedOut = false;

        if (_exit.Succeeded)
            TryBuildResult();

        if (!_exit.Succeeded && !_dropped && OwnsResults)
        {
            // Once more open, for the disposals; the last one to end comes back here.
            _dropped = true;
            EnterHeld();
            DisposeResults();
            Leave();
            return;
        }

        _exitListener?.OnExit(KnownReason, isCaught: _acknowledged && !CallerCancelled && _failures is null);
        _exitListener = null;
        ClearState();
        _dropped = false;
        _failures?.Clear();
        _failures = null;
        _runningAtExpiry = null;
        _acknowledged = false;
        _raceWon = 0;
        ForgetSlots();
        CloseJoin();
        CloseCore();
        _exit.End(inEntry);
    }

    private void TryBuildResult()
    {
        try
        {
            BuildResult();
        }
        catch (Exception error)
        {
            RecordFailure(error, child: null, unlessHandled: null, cancels: false);
            _exit.Error = error;
        }
    }

    /// <summary>A wait that the body began and left behind, as the loser of a WhenAny may be: it ends here, and not in the next
    /// nursery.</summary>
    private void CloseJoin()
    {
        if (_join is { IsIdle: false } abandoned)
        {
            _join = null;
            abandoned.OnClosed();
        }
    }

    /// <summary>S11, S17 to S21.</summary>
    private Exception? ResolveExit(out bool timedOut)
    {
        timedOut = false;
        if (_failures?.ToException(Info, forgetChildren: IsRaceWon) is { } failure)
            return failure;

        if (IsRaceWon || !_acknowledged)
            return HasResult || Info.Policy != NurseryPolicy.Race ? null : NothingWon();

        if (CallerCancelled)
            return new OperationCanceledException($"{Info.Name} was cancelled by its caller.", CallerToken);

        if (KnownReason is { Kind: CancelReasonKind.Deadline })
        {
            timedOut = Info.MoveOn;
            return timedOut ? null : new NurseryTimeoutException(Info.Name, Timeout, _runningAtExpiry);
        }

        return HasResult ? null : Cancellation();
    }
}
