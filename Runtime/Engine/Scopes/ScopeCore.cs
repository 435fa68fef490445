namespace NurseryGen.Engine;

/// <summary>What every scope is made of: a versioned count of its users, one cancellation, one deadline.</summary>
/// <remarks>
/// The objects are pooled. A user (the body, a child, a cancel in progress) holds the scope open; when the last one leaves, the scope
/// closes and its version moves on, so a handle that was kept too long can't touch whatever the object serves next. Caller links and timers
/// only <i>poke</i> the scope: it then looks for itself whether its caller is cancelled or its deadline passed. A late poke from an earlier
/// life therefore does no harm.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class ScopeCore : PooledObject
{
    /// <summary>What the body of a nursery counts while it runs. All other users count <see cref="OneUser"/>, so one word says which of
    /// them are left.</summary>
    private protected const uint RunningBody = 1;

    /// <summary>What the body counts from its end until it has left.</summary>
    private protected const uint EndedBody = 2;

    internal const uint OneUser = 4;

    /// <summary>Version in the upper half, the users' counts in the lower half: one compare-and-swap checks both.</summary>
    private PaddedInt64 _state;
    private CancellationState _cancellation;
    private DeadlineTimer _deadline;
    private PoolStore? _pool;

    private protected ScopeCore()
    {
        _cancellation = new CancellationState(this);
        _deadline = new DeadlineTimer(this);
    }

    /// <summary>Guards the slots and the children that ran at the deadline. Never held while user code runs.</summary>
    private protected object Gate { get; } = new();

    internal int Version => (int)(Volatile.Read(ref _state.Value) >> 32);

    private uint Users => (uint)Volatile.Read(ref _state.Value);

    /// <summary>True if the body has ended. For users of the scope only.</summary>
    internal bool HasBodyEnded => BodyOf(Users) != RunningBody;

    /// <summary>Users other than the body.</summary>
    private protected int OtherUsers => (int)(Users / OneUser);

    /// <summary>Version and users, read at once.</summary>
    internal (int Version, uint Users) State
    {
        get
        {
            var state = Volatile.Read(ref _state.Value);
            return ((int)(state >> 32), (uint)state);
        }
    }

    /// <summary>Becomes a user, unless the scope of that version is closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter(int version)
    {
        var state = Volatile.Read(ref _state.Value);
        return (int)(state >> 32) == version && (uint)state != 0
            && (Interlocked.CompareExchange(ref _state.Value, state + OneUser, state) == state
                || TryEnterAgain(version));
    }

    /// <summary>Repeats <see cref="TryEnter"/> after another user came or left at the same moment.</summary>
    private bool TryEnterAgain(int version)
    {
        var state = Volatile.Read(ref _state.Value);
        while ((int)(state >> 32) == version && (uint)state != 0)
        {
            var seen = Interlocked.CompareExchange(ref _state.Value, state + OneUser, state);
            if (seen == state)
                return true;

            state = seen;
        }

        return false;
    }

    /// <summary>Becomes a user of whatever the object serves now, if it serves anything.</summary>
    internal bool TryEnterCurrent() => TryEnter(Version);

    /// <summary>Stops being a user; the last one to leave closes the scope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Leave() => AfterCountDown(CountDown());

    /// <summary>Stops being a user that only looked, or set something: what may go on then, an exit or a join, does so on the thread pool.
    /// A property that is read under a lock runs no caller's code.</summary>
    internal void LeaveQuietly()
    {
        var state = CountDown();
        if (MayGoOnAfter(state) && GoesOnAfter((uint)state, (int)(state >> 32)))
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static left => left.Scope.OnUsersLeft((uint)left.State, (int)(left.State >> 32)),
                (Scope: this, State: state),
                preferLocal: true);
        }
    }

    /// <summary>Stops being a user. A full fence. The caller says so by <see cref="AfterCountDown"/> once it has done what must come before
    /// the exit.</summary>
    /// <returns>The version and the users that are left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long CountDown() => Subtract(OneUser);

    /// <summary>A full fence: a child that waits for the body sees that it has ended.</summary>
    private protected void EndBody()
    {
        var state = Interlocked.Add(ref _state.Value, EndedBody - RunningBody);
        Debug.Assert(BodyOf((uint)state) == EndedBody, "A body ends once.");
    }

    private protected void LeaveEndedBody() => AfterCountDown(Subtract(EndedBody));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Subtract(uint weight)
    {
        var state = Interlocked.Add(ref _state.Value, -weight);
        AssertUsersLeft(state);
        return state;
    }

    private static uint BodyOf(uint users) => users % OneUser;

    /// <summary>Lets the exit, or whatever waits for the other users to leave, go on.</summary>
    /// <param name="state">What <see cref="CountDown"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AfterCountDown(long state)
    {
        if (MayGoOnAfter(state))
            OnUsersLeft((uint)state, (int)(state >> 32));
    }

    /// <summary>True if something may go on in <see cref="AfterCountDown"/>: the exit, a join, the end of the daemons.</summary>
    internal bool MayGoOnAfter(long state) => (uint)state <= RunningBody || WatchesEveryLeave;

    /// <summary>For the body: leaves if it is the only user, and then leaves the closing to the caller.</summary>
    private protected bool TryLeaveBodyAsLast()
    {
        var state = Volatile.Read(ref _state.Value);
        return (uint)state == RunningBody && Interlocked.CompareExchange(ref _state.Value, state - RunningBody, state) == state;
    }

    /// <summary>True if <see cref="OnUsersLeft"/> is to be called however many users are left.</summary>
    private protected bool WatchesEveryLeave { get; set; }

    /// <summary>No user is left, or the body alone. The user that left calls this, and holds the scope no more.</summary>
    private protected abstract void OnUsersLeft(uint users, int version);

    /// <summary>True if <see cref="OnUsersLeft"/> may find something to let go on.</summary>
    private protected virtual bool GoesOnAfter(uint users, int version) => users == 0;

    /// <summary>Why the scope is cancelled; null while it isn't. Doesn't look at the caller or the clock.</summary>
    internal CancelReason? KnownReason => _cancellation.Reason;

    internal bool CallerCancelled => _cancellation.Caller.IsCancellationRequested;

    internal CancellationToken CallerToken => _cancellation.Caller;

    /// <summary>The scope's token. For users of the scope only.</summary>
    internal CancellationToken Token => _cancellation.Token;

    /// <summary>True if a cancellation is noticed when it happens.</summary>
    private protected bool IsWatching => _cancellation.IsWatching;

    /// <summary>True if the scope is cancelled by now. Notices a cancelled caller and a passed deadline. For users of the scope
    /// only.</summary>
    internal bool IsCanceled => _cancellation.Reason is not null || Looks();

    private bool Looks()
    {
        var reason = CallerCancelled ? CancelReason.CallerCancelled : _deadline.HasPassed ? CancelReason.DeadlinePassed : null;
        if (reason is null)
            return false;

        Cancel(reason);
        return true;
    }

    /// <inheritdoc cref="CancellationState.TryCancel"/>
    internal bool Cancel(CancelReason reason) => _cancellation.TryCancel(reason);

    /// <inheritdoc cref="CancellationState.Watch"/>
    internal void Watch() => _cancellation.Watch();

    /// <summary>The scope has just been cancelled: releases what waits for that without a token.</summary>
    internal virtual void OnCanceled()
    {
    }

    /// <summary>Callbacks on the token threw: so many more failures (S13).</summary>
    internal abstract void OnCallbacksFailed(AggregateException errors);

    /// <summary>Looks whether the scope is cancelled by now. The caller's token and the timer call this, in this life of the object or a
    /// later one.</summary>
    internal void Poke()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            // Deeply nested scopes cancel each other from within callbacks: go on with a fresh stack.
            ThreadPool.UnsafeQueueUserWorkItem(static scope => scope.Poke(), this, preferLocal: true);
            return;
        }

        if (TryEnterCurrent())
        {
            // What this cancels ends here, as by Cancel. An earlier life's poke that finds nothing to do lets nothing go on on its stack.
            var cancels = false;
            try
            {
                cancels = KnownReason is null && IsCanceled;
            }
            finally
            {
                if (cancels)
                    Leave();
                else
                    LeaveQuietly();
            }
        }
    }

    /// <summary>The timeout as it was given last.</summary>
    internal TimeSpan Timeout => _deadline.Timeout;

    internal TimeProvider Clock => _deadline.Clock;

    /// <inheritdoc cref="DeadlineTimer.Instant"/>
    internal DateTimeOffset? Deadline
    {
        get => _deadline.Instant;
        set => _deadline.SetInstant(value);
    }

    /// <inheritdoc cref="DeadlineTimer.SetTimeout"/>
    internal void SetTimeout(TimeSpan timeout) => _deadline.SetTimeout(timeout);

    /// <inheritdoc cref="DeadlineTimer.Watch"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WatchDeadline() => _deadline.Watch();

    /// <inheritdoc cref="DeadlineTimer.CloseUserClock"/>
    internal void CloseUserClock() => _deadline.CloseUserClock();

    /// <inheritdoc cref="DeadlineTimer.OnTimer"/>
    internal void OnTimer() => _deadline.OnTimer();

    /// <inheritdoc cref="DeadlineTimer.TryReschedule"/>
    internal void Reschedule() => _deadline.TryReschedule(waitForGate: true);

    /// <summary>The user's clock threw while the engine looked at it: a failure, unless the scope has closed.</summary>
    internal abstract void OnClockFailed(Exception error);

    /// <summary>Opens the scope with one user, its opener: the body of a nursery, or what counts like any other user.</summary>
    private protected void OpenCore(CancellationToken caller, TimeSpan timeout, TimeProvider? clock, uint opener = OneUser)
    {
        AssertUnused();
        _cancellation.Open(caller);
        _deadline.Open(clock, timeout);

        // A closed scope can't be entered, so no other thread writes the word.
        Volatile.Write(ref _state.Value, _state.Value + opener);
    }

    /// <summary>Adds a user while the scope can't close: the caller is a user itself, or is closing the scope.</summary>
    private protected void EnterHeld() => Interlocked.Add(ref _state.Value, OneUser);

    /// <summary>After the last user left: forgets this life and makes its handles stale.</summary>
    private protected void CloseCore()
    {
        AssertUnused();
        _cancellation.Close();
        _deadline.Close();
        WatchesEveryLeave = false;
        Volatile.Write(ref _state.Value, (long)(Version + 1) << 32);
    }

    /// <summary>Takes a scope out of its pool. Inlined: only where the exact type is known is the pool a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static TScope Rent<TScope>()
        where TScope : ScopeCore, new()
    {
        var scope = Pool<TScope>.Rent();
        scope._pool ??= Pool<TScope>.Store;
        return scope;
    }

    /// <summary>Gives the scope back. A full pool lets it go: its timer would keep it alive.</summary>
    private protected void GiveBack()
    {
        if (!_pool!.TryPut(this))
            _deadline.Discard();
    }

    [Conditional("DEBUG")]
    private static void AssertUsersLeft(long state) =>
        Debug.Assert(
            (uint)state <= uint.MaxValue - OneUser,
            "A user left that had not entered: the number of users never falls below zero.");

    [Conditional("DEBUG")]
    private void AssertUnused() => Debug.Assert(Users == 0, "A scope opens, and closes, while it has no user.");
}
