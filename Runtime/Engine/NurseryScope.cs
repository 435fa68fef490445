using System.ComponentModel;

namespace NurseryGen.Engine;

/// <summary>The engine of a nursery: counts the body and the children, collects what fails, and says how it all ended.</summary>
/// <remarks>The rules that it keeps are in docs/semantics.md; their numbers stand in the comments here.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class NurseryScope : ScopeCore
{
    private FailureList _failures;
    private List<ChildInfo>? _runningAtExpiry;
    private volatile bool _acknowledged;
    private volatile bool _bodyEnded;
    private JoinSource? _join;

    private protected NurseryScope()
    {
    }

    /// <summary>The handle of the nursery that the scope serves now.</summary>
    public Nursery Nursery => new(this, Info, Version);

    internal NurseryInfo Info { get; private set; } = null!;

    /// <summary>Running and queued children; a snapshot.</summary>
    internal int ChildCount => Math.Max(0, (int)Users - (_bodyEnded ? 0 : 1));

    /// <summary>The body threw before it returned a task.</summary>
    /// <param name="error">What it threw.</param>
    public void Fail(Exception error)
    {
        Report(error, child: null);
        LeaveBody();
    }

    /// <summary>S8.</summary>
    internal ValueTask JoinAsync() => (_join ??= new JoinSource(this)).WaitAsync();

    /// <inheritdoc/>
    private protected sealed override void OnUsersLeft(uint users)
    {
        if (users == 0)
        {
            Finish();
        }
        else if (!_bodyEnded)
        {
            _join?.OnAlone();
        }
    }

    /// <inheritdoc/>
    private protected sealed override void OnCallbacksFailed(AggregateException errors)
    {
        foreach (var error in errors.InnerExceptions)
        {
            RecordFailure(error, child: null);
        }
    }

    private protected void OpenNursery(NurseryInfo info, CancellationToken caller, TimeSpan timeout, TimeProvider? clock)
    {
        Info = info;
        OpenCore(caller, timeout, clock);
    }

    private protected void LeaveBody()
    {
        _bodyEnded = true;
        Leave();
    }

    private protected InvalidOperationException NullBody() => new($"The body of {Info.Name} returned null instead of a task.");

    /// <summary>S10: sorts what the body or a child threw into failures and acknowledged cancellations.</summary>
    internal void Report(Exception error, ChildInfo? child)
    {
        if (IsCancelled)
        {
            var failure = ExceptionGroup.WithoutCancellations(error);
            if (failure is null)
            {
                _acknowledged = true;
                return;
            }

            error = failure;
        }

        RecordFailure(error, child);
    }

    /// <summary>The same, for a task that is faulted or cancelled; throws and catches nothing where it needn't.</summary>
    internal void Report(Task task, ChildInfo? child)
    {
        if (task.IsCanceled && IsCancelled)
        {
            _acknowledged = true;
        }
        else
        {
            Report(Completion.ExceptionOf(task), child);
        }
    }

    /// <summary>Somebody unwound because the scope is cancelled.</summary>
    internal void Acknowledge() => _acknowledged = true;

    /// <summary>S9: the failure first, then the cancellation, whose callbacks may fail too.</summary>
    internal void RecordFailure(Exception error, ChildInfo? child)
    {
        lock (Gate)
        {
            _failures.Add(error, child);
        }

        if (KnownReason is null)
        {
            Cancel(new CancelReason(error, child));
        }
    }

    /// <summary>A child ended; if the deadline passed while it ran, the time-out names it.</summary>
    internal void NoteRunningAtExpiry(ChildInfo child)
    {
        lock (Gate)
        {
            (_runningAtExpiry ??= []).Add(child);
        }
    }
}
