namespace NurseryGen.Engine;

/// <summary>
/// The deadline of a scope. Its timer is left running when the scope closes: fired early, it looks at the deadline that the object has by
/// then and waits on, so a stream of short scopes with a timeout doesn't touch the timer queue at all.
/// </summary>
[StackTraceHidden]
internal struct DeadlineTimer(ScopeCore scope)
{
    private const long Never = long.MaxValue;

    /// <summary>The longest wait that a timer takes; a later deadline takes several.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private static readonly TimerCallback s_onTimer = static scope => ((ScopeCore)scope!).OnTimer();

    private static readonly Action<ScopeCore> s_reschedule = static scope => scope.Reschedule();

    private readonly ScopeCore _scope = scope;

    /// <summary>Guards the timer, and nothing else: the user's clock is called under it.</summary>
    private readonly object _gate = new();
    private TimeProvider _clock = TimeProvider.System;
    private TimeSpan _timeout = System.Threading.Timeout.InfiniteTimeSpan;
    private ITimer? _timer;

    /// <summary>In ticks of <see cref="Now"/>.</summary>
    private long _deadline = Never;

    /// <summary>When the timer fires next, in ticks of <see cref="Now"/>.</summary>
    private long _timerDue = Never;

    /// <summary>True once something waits for the deadline, so that the timer matters.</summary>
    private volatile bool _watchesDeadline;

    /// <summary>The timeout as it was given last.</summary>
    public readonly TimeSpan Timeout => _timeout;

    public readonly TimeProvider Clock => _clock;

    /// <summary>S25. The instant in the clock's UTC; it moves with the monotonic clock, not with adjustments of the wall clock.</summary>
    public DateTimeOffset? Instant
    {
        get
        {
            var deadline = Volatile.Read(ref _deadline);
            if (deadline == Never)
                return null;

            var utcNow = _clock.GetUtcNow();
            var remaining = TimeSpan.FromTicks(deadline - Now());
            return remaining > DateTimeOffset.MaxValue - utcNow ? DateTimeOffset.MaxValue : utcNow + remaining;
        }
    }

    private readonly bool IsSystemClock => ReferenceEquals(_clock, TimeProvider.System);

    public bool HasPassed
    {
        get
        {
            var deadline = Volatile.Read(ref _deadline);
            return deadline != Never && (IsSystemClock ? SystemNow : ReadUserClock()) >= deadline;
        }
    }

    private static long SystemNow => Environment.TickCount64 * TimeSpan.TicksPerMillisecond;

    /// <summary>The scope opens, with this deadline.</summary>
    public void Open(TimeProvider? clock, TimeSpan timeout)
    {
        Debug.Assert(
            !_watchesDeadline && Volatile.Read(ref _deadline) == Never, "A scope opens without the deadline of its earlier life.");
        _clock = clock ?? TimeProvider.System;
        if (_timer is not null && !IsSystemClock)
            Discard();

        SetInitialTimeout(timeout);
    }

    /// <summary>Moves the deadline to <paramref name="timeout"/> from now; one that has passed already stays passed. For users
    /// only.</summary>
    /// <remarks>
    /// Sets the timer itself, whether or not a token exists. So only the deadline that a scope was opened with waits for
    /// <see cref="Watch"/>, and that one was stored before the scope had users: no first reader of the token can miss a deadline.
    /// </remarks>
    public void SetTimeout(TimeSpan timeout)
    {
        if (_scope.IsCanceled)
            return;

        lock (_gate)
        {
            SetInitialTimeout(timeout);
            _watchesDeadline = true;
            TryScheduleTimer();
        }

        // Perhaps it has passed.
        _ = _scope.IsCanceled;
    }

    /// <summary>Moves the deadline; null is none.</summary>
    public void SetInstant(DateTimeOffset? deadline)
    {
        var timeout = System.Threading.Timeout.InfiniteTimeSpan;
        if (deadline is { } instant)
        {
            var remaining = instant - _clock.GetUtcNow();
            timeout = remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining;
        }

        SetTimeout(timeout);
    }

    /// <summary>S25: what a timeout may be.</summary>
    public static void Validate(TimeSpan timeout, string parameterName)
    {
        if (timeout < TimeSpan.Zero && timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                parameterName.TrimStart('@'),
                timeout,
                "A timeout is zero, positive, or Timeout.InfiniteTimeSpan; to cancel at once, use zero.");
        }
    }

    /// <summary>From here on the timer fires no later than the deadline. For users of the scope only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Watch()
    {
        if (!_watchesDeadline && Volatile.Read(ref _deadline) != Never)
            BeginToWatch();
    }

    private void BeginToWatch()
    {
        _watchesDeadline = true;

        // Pairs with OnTimer: stores that the deadline is watched, then loads when the timer is due. Without the fence a deadline never
        // fires.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _timerDue) <= Volatile.Read(ref _deadline))
            return;

        try
        {
            lock (_gate)
                TryScheduleTimer();
        }
        catch (Exception error) when (!IsSystemClock)
        {
            _scope.OnClockFailed(error);
        }

        // Perhaps it has passed.
        _ = _scope.IsCanceled;
    }

    /// <summary>Disposes the timer of a user's clock, which may throw, before it is settled how the scope ends.</summary>
    public void CloseUserClock()
    {
        if (IsSystemClock)
            return;

        try
        {
            lock (_gate)
            {
                // A callback that comes late finds nothing to wait for, and makes no other timer: that would serve the next scope, by this
                // clock.
                _watchesDeadline = false;
                DropTimer();
            }
        }
        catch (Exception error)
        {
            _scope.OnClockFailed(error);
        }
    }

    private void SetInitialTimeout(TimeSpan timeout)
    {
        if (timeout == System.Threading.Timeout.InfiniteTimeSpan)
        {
            _timeout = timeout;
            Volatile.Write(ref _deadline, Never);
            return;
        }

        var now = Now();
        _timeout = timeout;
        Volatile.Write(ref _deadline, now > Never - timeout.Ticks ? Never : now + timeout.Ticks);
    }

    /// <summary>Monotonic, in ticks of 100 ns. The system clock is read as its timers read it. Throws what the user's clock
    /// throws.</summary>
    /// <remarks>
    /// Not by <see cref="TimeProvider.GetElapsedTime(long)"/>: that counts in <see cref="double"/>, and a test clock whose timestamps are
    /// dates loses microseconds by it. Advanced to a deadline exactly, it would not have passed.
    /// </remarks>
    private long Now() => IsSystemClock
        ? SystemNow
        : (long)((Int128)_clock.GetTimestamp() * TimeSpan.TicksPerSecond / _clock.TimestampFrequency);

    /// <summary>Reads the user's clock where no caller could catch an exception. An exception becomes a failure and removes the
    /// deadline.</summary>
    private long ReadUserClock()
    {
        try
        {
            return Now();
        }
        catch (Exception error)
        {
            Volatile.Write(ref _deadline, Never);
            _scope.OnClockFailed(error);
            return 0;
        }
    }

    /// <summary>Sets the timer. Under the timer's lock.</summary>
    /// <returns>False if the deadline has passed: the caller looks at it once it has left the lock.</returns>
    /// <remarks>A timer that is due at once is not the same with every clock: one fires it here and now, the next not before it is
    /// advanced.</remarks>
    private bool TryScheduleTimer()
    {
        AssertTimer();

        // Pairs with OnTimer: the deadline is stored, then loads whether the timer fires in time.
        Interlocked.MemoryBarrier();
        var deadline = Volatile.Read(ref _deadline);
        var due = Volatile.Read(ref _timerDue);
        if (deadline == Never || (IsSystemClock ? due <= deadline : due == deadline))
            return true;

        _timer ??= CreateTimer();
        var wait = TimeSpan.FromTicks(deadline - Now());
        if (wait <= TimeSpan.Zero)
            return false;

        if (wait > s_longestWait)
            wait = s_longestWait;

        // Timers count whole milliseconds and round down.
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        Volatile.Write(ref _timerDue, deadline);
        try
        {
            _timer.Change(wait, System.Threading.Timeout.InfiniteTimeSpan);
        }
        catch
        {
            Volatile.Write(ref _timerDue, Never);
            throw;
        }

        // A test clock may have been advanced between the two: the timer then counts from there.
        return Now() < deadline;
    }

    private ITimer CreateTimer()
    {
        // The timer outlives this scope: it must not keep the opener's context.
        var (clock, owner) = (_clock, _scope);
        if (ExecutionContext.IsFlowSuppressed())
            return NewTimer();

        using (ExecutionContext.SuppressFlow())
            return NewTimer();

        ITimer NewTimer() => clock.CreateTimer(
                s_onTimer, owner, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan)
            ?? throw new InvalidOperationException($"{clock.GetType().Name}.CreateTimer returned null.");
    }

    /// <remarks>
    /// Waits for no lock: a user's clock may call this while it holds a lock of its own, which <see cref="TryScheduleTimer"/> on another
    /// thread needs.
    /// </remarks>
    public void OnTimer()
    {
        Volatile.Write(ref _timerDue, Never);

        // Pairs with Watch and SetTimeout: stores that the timer has fired, then loads whether the deadline is watched, and when it
        // is.
        Interlocked.MemoryBarrier();
        if (!_watchesDeadline)
            return;

        var isEarly = false;
        try
        {
            isEarly = Now() < Volatile.Read(ref _deadline);
        }
        catch (Exception error) when (!IsSystemClock)
        {
            ReportTimerFailure(error);
        }

        if (!isEarly)
            _scope.Poke();
        else if (!TryReschedule(waitForGate: false))
            ThreadPool.UnsafeQueueUserWorkItem(s_reschedule, _scope, preferLocal: true);
    }

    /// <summary>The timer fired before the deadline: sets it again, for whatever the object serves now. Leaves the scope outside the gate:
    /// its callers may go on then.</summary>
    /// <returns>False if another thread has the gate, and this one is not to wait for it.</returns>
    public bool TryReschedule(bool waitForGate)
    {
        if (!_scope.TryEnterCurrent())
            return true;

        var hasGate = false;
        try
        {
            try
            {
                Monitor.TryEnter(_gate, waitForGate ? System.Threading.Timeout.Infinite : 0, ref hasGate);
                if (hasGate && _watchesDeadline)
                    TryScheduleTimer();
            }
            finally
            {
                if (hasGate)
                    Monitor.Exit(_gate);
            }

            // Perhaps it has passed.
            _ = _scope.IsCanceled;
        }
        catch (Exception error) when (!IsSystemClock)
        {
            _scope.OnClockFailed(error);
        }
        finally
        {
            _scope.LeaveQuietly();
        }

        return hasGate;
    }

    /// <summary>The user's clock threw on its own thread: a failure of the scope, if it is open.</summary>
    private void ReportTimerFailure(Exception error)
    {
        if (_scope.TryEnterCurrent())
        {
            try
            {
                _scope.OnClockFailed(error);
            }
            finally
            {
                _scope.LeaveQuietly();
            }
        }
    }

    /// <summary>The scope closes. Its timer stays.</summary>
    public void Close()
    {
        _watchesDeadline = false;
        Volatile.Write(ref _deadline, Never);
        _clock = TimeProvider.System;
    }

    /// <summary>Lets go of the timer, which would keep the scope alive.</summary>
    public void Discard()
    {
        lock (_gate)
            DropTimer();
    }

    /// <summary>A timer belongs to one clock, and keeps the scope alive while it runs. Under the timer's lock.</summary>
    private void DropTimer()
    {
        AssertTimer();
        var timer = _timer;
        _timer = null;
        Volatile.Write(ref _timerDue, Never);
        timer?.Dispose();
    }

    [Conditional("DEBUG")]
    private void AssertTimer()
    {
        Debug.Assert(Monitor.IsEntered(_gate), "The timer is made, set and dropped under its lock.");
        Debug.Assert(Volatile.Read(ref _timerDue) == Never || _timer is not null, "What is due is due by a timer.");
    }
}
