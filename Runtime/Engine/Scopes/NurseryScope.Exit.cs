namespace NurseryGen.Engine;

/// <content>The end of a nursery: what it throws, and the task that its caller awaits, which the scope itself is the source of.</content>
public abstract partial class NurseryScope
{
    private ManualResetValueTaskSourceCore<bool> _exit;
    private Exception? _exitError;
    private bool _timedOut;
    private volatile bool _dropped;

    /// <summary>True if the nursery ended before its entry asked for the exit: then there is no awaiter to signal.</summary>
    private bool _endedInEntry;

    /// <summary>True once the body and the children have ended, while results that can't be reached are disposed of.</summary>
    internal bool IsDisposingResults => _dropped;

    /// <summary>True if the exit has an awaiter, or is getting one.</summary>
    private volatile bool _exitAwaited;

    /// <summary>True at the exit if the body or a child gave way to the cancellation. Daemons that were cancelled at the end don't
    /// count.</summary>
    private protected bool IsAcknowledged => _acknowledged && KnownReason is not { Kind: CancelReasonKind.BodyEnded };

    /// <summary>At the exit: whether the nursery ends with a result.</summary>
    private protected bool Succeeded => _exitError is null && !_timedOut;

    /// <summary>Names this life of the source in the <see cref="ValueTask"/> that is handed out.</summary>
    private protected short ExitToken => _exit.Version;

    /// <summary>Whether the body returned what the nursery is to return.</summary>
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

    private protected ValueTaskSourceStatus ExitStatus(short token)
    {
        var status = _exit.GetStatus(token);
        return status == ValueTaskSourceStatus.Succeeded ? ValueTaskSources.StatusOf(_exitError) : status;
    }

    private protected void OnExit(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _exitAwaited = true;
        _exit.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>The caller takes the outcome; from here on the object is free for another nursery.</summary>
    /// <returns>What to throw, and whether the nursery timed out and moves on.</returns>
    private protected (Exception? Error, bool TimedOut) TakeExit(short token)
    {
        // Throws where the task is awaited a second time, or not complete.
        _exit.GetResult(token);
        var exit = (_exitError, _timedOut);
        _exitError = null;
        _exitAwaited = false;
        _exit.Reset();
        return exit;
    }

    private protected static void ThrowIfFailed(Exception? error, NurseryInfo info)
    {
        if (error is not null)
            info.Throw(error);
    }

    /// <summary>Says that a race with a result had no participant.</summary>
    private InvalidOperationException NothingWon() =>
        new($"{Info.Name} is a race that nobody won: no child was started whose result is the nursery's.");

    /// <summary>True if the nursery has ended well by now. Called by the entry as it asks for the exit; true means that there is nothing to
    /// await.</summary>
    private protected bool TryExitHere()
    {
        if (!_endedInEntry)
            return false;

        _endedInEntry = false;
        if (Succeeded)
            return true;

        // S4: thrown where it is awaited, not by the call.
        SignalExit();
        return false;
    }

    /// <summary>The last user left: nothing runs in the scope any more.</summary>
    /// <param name="inEntry">Whether the entry is on the stack, and has yet to ask for the exit.</param>
    private void Finish(bool inEntry)
    {
        CloseUserClock();

        // The failure that made the results unreachable stays, even if an awaiter has handled it since.
        _exitError = ResolveExit(out _timedOut) ?? _exitError;
        if (_timedOut && Info.KeepsPartialResults)
        {
            _timedOut = false;
            TryBuildResult();
        }
        else if (Succeeded)
        {
            TryBuildResult();
        }

        if (!Succeeded && !_dropped && OwnsResults)
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
        if (inEntry)
            _endedInEntry = true;
        else
            SignalExit();
    }

    /// <summary>The last thing that happens to the object before its caller has it: it may be at another nursery's service by the
    /// return.</summary>
    private void SignalExit()
    {
        if (_exitAwaited)
        {
            _exit.Signal();
        }
        else
        {
            // Usually there is no awaiter yet. A concurrent one is resumed asynchronously.
            _exit.RunContinuationsAsynchronously = true;
            _exit.SetResult(true);
        }
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
            _exitError = error;
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
