namespace NurseryGen.Engine;

/// <summary>The engine of a nursery: counts the body and the children, collects what fails, and says how it all ended.</summary>
/// <remarks>The rules that it keeps are in docs/semantics.md; their numbers stand in the comments here.</remarks>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract partial class NurseryScope : ScopeCore
{
    private FailureList? _failures;
    private List<ChildInfo>? _runningAtExpiry;
    private volatile bool _acknowledged;
    private JoinSource? _join;
    private IExitListener? _exitListener;
    private DaemonCount _daemons;

    private protected NurseryScope()
    {
    }

    /// <summary>Names the use that the scope is in now.</summary>
    public ScopeHandle Handle => new(this);

    internal NurseryInfo Info { get; private set; } = null!;

    /// <summary>True if a child that succeeds need only be counted: the nursery is no race and has no limit.</summary>
    internal bool HasFastPath { get; private set; }

    /// <summary>Tells how this use of the scope ends.</summary>
    internal void ListenToExit(IExitListener listener) => _exitListener = listener;

    /// <summary>Running and queued children; a snapshot.</summary>
    internal int ChildCount => OtherUsers;

    /// <summary>The body threw before it returned a task.</summary>
    public void Fail(Exception error)
    {
        Report(error);
        LeaveBody(inEntry: true);
    }

    /// <summary>A nursery without a body has started all its children.</summary>
    public void Started()
    {
        LeaveBody(inEntry: true);
    }

    /// <summary>For the pump: gives way where the nursery is cancelled.</summary>
    internal void ThrowIfCancelled()
    {
        if (IsCanceled)
            throw Cancellation();
    }

    /// <summary>Makes the exception by which the body or a child gives way to the cancellation.</summary>
    internal OperationCanceledException Cancellation() => new($"{Info.Name} was cancelled: {KnownReason}.", Token);

    /// <summary>S8: waits until only the body and daemons run.</summary>
    internal ValueTask JoinAsync() => (Volatile.Read(ref _join) ?? MakeJoin()).WaitAsync();

    /// <summary>Two threads may join at once: both get the same source, which accepts one of them.</summary>
    private JoinSource MakeJoin()
    {
        var join = new JoinSource(this);
        return Interlocked.CompareExchange(ref _join, join, null) ?? join;
    }

    /// <summary>True if only the body and daemons run. For the body, or for the user that just left.</summary>
    internal bool OnlyBodyRuns => _daemons.CountOthers(this, Version) <= RunningBody;

    /// <summary>Counts a daemon that has entered. A user that left before that could not see that only daemons are left, so this looks
    /// again.</summary>
    internal void AddDaemon()
    {
        WatchesEveryLeave = true;
        _daemons.Add();
        LookAfterDaemons(Version);
    }

    /// <summary>A daemon is about to leave.</summary>
    internal void RemoveDaemon() => _daemons.Remove();

    /// <summary>Ends the nursery, or lets its join go on, if only daemons are left. Called each time a user leaves.</summary>
    private void LookAfterDaemons(int version)
    {
        var others = _daemons.CountOthers(this, version);
        if (others == 0 && KnownReason is null && TryEnter(version))
        {
            Cancel(CancelReason.OnlyDaemonsLeft);
            Leave();
        }
        else if (others == RunningBody)
        {
            _join?.OnAlone();
        }
    }

    /// <inheritdoc/>
    private protected sealed override void OnUsersLeft(uint users, int version)
    {
        if (users == 0)
            Finish(inEntry: false);
        else if (WatchesEveryLeave)
            LookAfterDaemons(version);
        else
            _join?.OnAlone();
    }

    /// <inheritdoc/>
    private protected sealed override bool GoesOnAfter(uint users, int version) =>
        users == 0 || _join is { IsWaiting: true } || (WatchesEveryLeave && _daemons.CountOthers(this, version) == 0);

    /// <inheritdoc/>
    internal sealed override void OnClockFailed(Exception error) => RecordFailure(error);

    /// <inheritdoc/>
    internal sealed override void OnCallbacksFailed(AggregateException errors)
    {
        foreach (var error in errors.InnerExceptions)
            RecordFailure(error);
    }

    /// <summary>Opens a nursery with one user: the body, or the entry where there is none. Without a clock it goes by
    /// <see cref="TimeProvider.System"/>, without a timeout by that of the attributes. The last argument is how the caller names the
    /// timeout.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TScope Open<TScope>(
        NurseryInfo info,
        CancellationToken caller,
        TimeProvider? clock = null,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
        where TScope : NurseryScope, new()
    {
        var scope = Rent<TScope>();
        scope.OpenNursery(info, caller, clock, timeout, name);
        return scope;
    }

    private void OpenNursery(NurseryInfo info, CancellationToken caller, TimeProvider? clock, TimeSpan? timeout, string? name)
    {
        if (timeout is { } given)
            DeadlineTimer.Validate(given, name ?? nameof(timeout));

        Info = info;
        HasFastPath = info.MaxConcurrency == 0 && info.Policy != NurseryPolicy.Race;
        OpenCore(caller, timeout ?? info.Timeout, clock, opener: RunningBody);
    }

    /// <summary>The body leaves, while the entry is on the stack or not.</summary>
    private protected void LeaveBody(bool inEntry)
    {
        if (TryLeaveBodyAsLast())
        {
            Finish(inEntry);
            return;
        }

        // Pairs with JoinSource.WaitAsync: stores that the body has ended, then loads whether a join waits.
        EndBody();
        _join?.OnBodyEnded();
        LeaveEndedBody();
    }

    private protected InvalidOperationException NullBody() => new($"The body of {Info.Name} returned null instead of a task.");

    /// <summary>S10: sorts what the body threw into failures and acknowledged cancellations.</summary>
    internal void Report(Exception error)
    {
        if (IsCanceled)
        {
            var failure = ExceptionGroup.WithoutCancellations(error);
            if (failure is null)
            {
                _acknowledged = true;
                return;
            }

            error = failure;
        }

        RecordFailure(error);
    }

    /// <summary>Sorts the exception of a faulted or cancelled task. A cancelled task costs no throw.</summary>
    private protected void Report(Task task)
    {
        if (task.IsCanceled && IsCanceled)
            _acknowledged = true;
        else
            Report(ValueTaskSources.ExceptionOf(task));
    }

    /// <summary>The body or a child unwound because the scope is cancelled. A daemon that ends with its nursery (S27) has given up
    /// nothing.</summary>
    internal void Acknowledge() => _acknowledged |= KnownReason is not { Kind: CancelReasonKind.BodyEnded };

    /// <summary>A child failed.</summary>
    internal void RecordFailure(Exception error, IFailedChild child) =>
        RecordFailure(error, child.Identity, Info.Policy == NurseryPolicy.Supervise ? child : null, Info.Policy == NurseryPolicy.FailFast);

    /// <summary>A child failed before it was ready (S29): its starter's affair, unless the starter doesn't look.</summary>
    internal void RecordUnlessHandled(Exception error, IFailedChild child) =>
        RecordFailure(error, child.Identity, unlessHandled: child, cancels: false);

    /// <summary>The body, or a callback on the token, failed. That ends a race too: a later winner could not be returned.</summary>
    private protected void RecordFailure(Exception error) =>
        RecordFailure(error, child: null, unlessHandled: null, cancels: Info.Policy != NurseryPolicy.Supervise);

    /// <summary>S9: the failure first, then the cancellation, whose callbacks may fail too.</summary>
    private void RecordFailure(Exception error, ChildInfo? child, IFailedChild? unlessHandled, bool cancels)
    {
        var failures = Volatile.Read(ref _failures);
        if (failures is null)
        {
            failures = new FailureList();
            failures = Interlocked.CompareExchange(ref _failures, failures, null) ?? failures;
        }

        failures.Add(error, child, unlessHandled);

        if (cancels && KnownReason is null)
            Cancel(new CancelReason(error, child));
    }

    /// <summary>A child ended; if the deadline passed while it ran, the time-out names it.</summary>
    internal void NoteRunningAtExpiry(ChildInfo child)
    {
        lock (Gate)
            (_runningAtExpiry ??= []).Add(child);
    }
}
