namespace NurseryGen.Engine;

/// <content>
/// The deadline of a scope. Its timer is left armed when the scope closes: firing early, it looks at the deadline that the
/// object has by then and goes on waiting, so a stream of short scopes with a timeout doesn't touch the timer queue at all.
/// </content>
public abstract partial class ScopeCore
{
    private const long Never = long.MaxValue;

    /// <summary>The longest wait that a timer takes; a later deadline takes several.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private static readonly TimerCallback s_onTimer = static scope => ((ScopeCore)scope!).OnTimer();

    private TimeProvider _clock = TimeProvider.System;
    private TimeSpan _timeout = System.Threading.Timeout.InfiniteTimeSpan;
    private ITimer? _timer;

    /// <summary>In ticks of <see cref="Now"/>.</summary>
    private long _deadline = Never;

    /// <summary>When the timer fires next, in ticks of <see cref="Now"/>.</summary>
    private long _timerDue = Never;

    /// <summary>The timeout as it was given last.</summary>
    internal TimeSpan Timeout => _timeout;

    internal TimeProvider Clock => _clock;

    /// <summary>S25. The instant in the clock's UTC; it moves with the monotonic clock, not with adjustments of the wall clock.</summary>
    internal DateTimeOffset? Deadline
    {
        get
        {
            var deadline = Volatile.Read(ref _deadline);
            if (deadline == Never)
            {
                return null;
            }

            var utcNow = _clock.GetUtcNow();
            var remaining = TimeSpan.FromTicks(deadline - Now());
            return remaining > DateTimeOffset.MaxValue - utcNow ? DateTimeOffset.MaxValue : utcNow + remaining;
        }
    }

    private bool DeadlinePassed
    {
        get
        {
            var deadline = Volatile.Read(ref _deadline);
            return deadline != Never && Now() >= deadline;
        }
    }

    /// <summary>Moves the deadline to <paramref name="timeout"/> from now; one that has passed already stays passed. For users only.</summary>
    internal void SetTimeout(TimeSpan timeout)
    {
        if (IsCanceled)
        {
            return;
        }

        lock (Gate)
        {
            SetInitialTimeout(timeout);
            if (IsArmed)
            {
                TryScheduleTimer();
            }
        }

        // Perhaps it has passed.
        _ = IsCanceled;
    }

    /// <summary>Moves the deadline; null is none.</summary>
    internal void SetDeadline(DateTimeOffset? deadline)
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
    internal static void ValidateTimeout(TimeSpan timeout, string parameterName)
    {
        if (timeout < TimeSpan.Zero && timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                parameterName.TrimStart('@'), timeout, "A timeout is zero, positive, or Timeout.InfiniteTimeSpan; to cancel at once, use zero.");
        }
    }

    private void SetInitialTimeout(TimeSpan timeout)
    {
        _timeout = timeout;
        if (timeout == System.Threading.Timeout.InfiniteTimeSpan)
        {
            Volatile.Write(ref _deadline, Never);
            return;
        }

        var now = Now();
        Volatile.Write(ref _deadline, timeout.Ticks > Never - now ? Never : now + timeout.Ticks);
    }

    /// <summary>Monotonic, in ticks of 100 ns. The system clock is read as its timers read it.</summary>
    /// <remarks>
    /// Not by <see cref="TimeProvider.GetElapsedTime(long)"/>: that counts in <see cref="double"/>, and a test clock whose timestamps are dates loses
    /// microseconds by it. Advanced to a deadline exactly, it would not have passed.
    /// </remarks>
    private long Now() => ReferenceEquals(_clock, TimeProvider.System)
        ? Environment.TickCount64 * TimeSpan.TicksPerMillisecond
        : (long)((Int128)_clock.GetTimestamp() * TimeSpan.TicksPerSecond / _clock.TimestampFrequency);

    /// <summary>The scope has just been armed: makes sure that the timer fires no later than the deadline.</summary>
    private void EnsureTimer()
    {
        if (Volatile.Read(ref _timerDue) > Volatile.Read(ref _deadline))
        {
            bool isInTime;
            lock (Gate)
            {
                isInTime = TryScheduleTimer();
            }

            if (!isInTime)
            {
                _ = IsCanceled;
            }
        }
    }

    /// <summary>The same, under the gate. False: the deadline has passed, and it is the caller's to notice that once he has left the gate.</summary>
    /// <remarks>A timer that is due at once is not the same with every clock: one fires it here and now, the next not before it is advanced.</remarks>
    private bool TryScheduleTimer()
    {
        var deadline = Volatile.Read(ref _deadline);
        if (deadline == Never || _timerDue <= deadline)
        {
            return true;
        }

        _timer ??= CreateTimer();
        var wait = TimeSpan.FromTicks(deadline - Now());
        if (wait <= TimeSpan.Zero)
        {
            return false;
        }

        if (wait > s_longestWait)
        {
            wait = s_longestWait;
        }

        // Timers count whole milliseconds and round down.
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timerDue = deadline;
        _timer.Change(wait, System.Threading.Timeout.InfiniteTimeSpan);

        // A test clock may have been advanced between the two: the timer then counts from there.
        return !DeadlinePassed;
    }

    private ITimer CreateTimer()
    {
        // The timer outlives this scope: it must not keep the opener's context.
        if (ExecutionContext.IsFlowSuppressed())
        {
            return NewTimer();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return NewTimer();
        }

        ITimer NewTimer() => _clock.CreateTimer(
            s_onTimer, this, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (Gate)
        {
            _timerDue = Never;

            // Whoever arms the scope and doesn't see that is seen here.
            Interlocked.MemoryBarrier();
            if (!IsArmed)
            {
                return;
            }

            if (!DeadlinePassed && TryScheduleTimer())
            {
                return;
            }
        }

        Poke();
    }

    private void CloseDeadline()
    {
        Volatile.Write(ref _deadline, Never);
        if (!ReferenceEquals(_clock, TimeProvider.System))
        {
            lock (Gate)
            {
                DropTimer();
                _clock = TimeProvider.System;
            }
        }
    }

    /// <summary>A timer belongs to one clock, and keeps the scope alive while it is armed.</summary>
    private void DropTimer()
    {
        _timer?.Dispose();
        _timer = null;
        _timerDue = Never;
    }
}
