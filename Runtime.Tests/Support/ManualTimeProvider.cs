using Xunit;

namespace NurseryGen.Tests;

/// <summary>A clock that stands still until it is advanced; timers fire on the advancing thread, by due time, then in order of
/// setting.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<ManualTimer> _armed = [];
    private long _sequence;
    private int _timersCreated;
    private DateTimeOffset _utcNow = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int TimersCreated => Volatile.Read(ref _timersCreated);

    public int TimersArmed
    {
        get
        {
            lock (_gate)
                return _armed.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _utcNow;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        Interlocked.Increment(ref _timersCreated);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(double milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));

    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _armed.Where(timer => timer.Due <= target)
                    .OrderBy(timer => timer.Due).ThenBy(timer => timer.Sequence).FirstOrDefault();
                if (next is null)
                {
                    _utcNow = target;
                    return;
                }

                _armed.Remove(next);
                _utcNow = next.Due > _utcNow ? next.Due : _utcNow;
            }

            next.Fire();
        }
    }

    /// <summary>Fires all timers that are set, before their time.</summary>
    public void FireAll()
    {
        ManualTimer[] armed;
        lock (_gate)
        {
            armed = [.. _armed];
            _armed.Clear();
        }

        Array.ForEach(armed, timer => timer.Fire());
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public long Sequence { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._armed.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._utcNow + dueTime;
                    Sequence = clock._sequence++;
                    clock._armed.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
