namespace NurseryGen.Engine;

/// <summary>How a nursery ended, and the one await of the task that its entry returns. The scope is the source of that task, and keeps its
/// state here.</summary>
[StackTraceHidden]
internal struct ExitSource
{
    /// <summary>What the nursery throws; null where it ended well or moves on.</summary>
    public Exception? Error;

    /// <summary>True if the deadline ended the nursery, and it moves on.</summary>
    public bool TimedOut;

    private ManualResetValueTaskSourceCore<bool> _source;

    /// <summary>True if the nursery ended before its entry asked for the exit: then there is no awaiter to signal.</summary>
    private bool _endedInEntry;

    /// <summary>True if the exit has an awaiter, or is getting one.</summary>
    private volatile bool _isAwaited;

    public readonly bool Succeeded => Error is null && !TimedOut;

    /// <summary>Names this life of the source in the <see cref="ValueTask"/> that is handed out.</summary>
    public short Token => _source.Version;

    public ValueTaskSourceStatus GetStatus(short token)
    {
        var status = _source.GetStatus(token);
        return status == ValueTaskSourceStatus.Succeeded ? ValueTaskSources.StatusOf(Error) : status;
    }

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _isAwaited = true;
        _source.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>Tells the caller that the nursery has ended: the last step of a scope's life. The object may serve another nursery by the
    /// return.</summary>
    /// <param name="inEntry">True if the entry is on the stack, and has yet to ask for the exit.</param>
    public void End(bool inEntry)
    {
        if (inEntry)
            _endedInEntry = true;
        else
            Signal();
    }

    /// <summary>True if the nursery has ended well by now. Called by the entry as it asks for the exit; true means that there is nothing to
    /// await.</summary>
    public bool TryEndInEntry()
    {
        if (!_endedInEntry)
            return false;

        _endedInEntry = false;
        if (Succeeded)
            return true;

        // S4: thrown where it is awaited, not by the call.
        Signal();
        return false;
    }

    /// <summary>The caller takes the outcome; from here on the scope is free for another nursery.</summary>
    /// <returns>What to throw, and whether the nursery timed out and moves on.</returns>
    public (Exception? Error, bool TimedOut) Take(short token)
    {
        // Throws where the task is awaited a second time, or not complete.
        _source.GetResult(token);
        var exit = (Error, TimedOut);
        Error = null;
        _isAwaited = false;
        _source.Reset();
        return exit;
    }

    private void Signal()
    {
        if (_isAwaited)
        {
            _source.Signal();
        }
        else
        {
            // Usually there is no awaiter yet. A concurrent one is resumed asynchronously.
            _source.RunContinuationsAsynchronously = true;
            _source.SetResult(true);
        }
    }
}
