namespace NurseryGen.Tests;

/// <summary>A clock that stands still. One thread, the one that calls <see cref="StopIn"/>, can be stopped as it reads the time: inside the
/// engine, as a user of the scope.</summary>
internal sealed class HookedClock : TimeProvider
{
    private readonly List<Action> _timers = [];
    private readonly Gate _stopped = new();
    private readonly Gate _goOn = new();
    private int _readsUntilStop;
    private Thread? _thread;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What the stopped thread reads.</summary>
    public TimeSpan TimeAtStop { get; init; }

    public Task Stopped => Hang.Guard(_stopped.Opened, "the thread reads no clock");

    public void GoOn() => _goOn.Open();

    /// <summary>Runs on a thread of its own, and stops there at the n-th look at the clock.</summary>
    public Task StopIn(Action act, int read = 1) => Task.Factory.StartNew(
        () =>
        {
            _readsUntilStop = read;
            Volatile.Write(ref _thread, Thread.CurrentThread);
            act();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Fires every timer, whether it is due or not.</summary>
    public void Fire() => _timers.ForEach(fire => fire());

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

    public override long GetTimestamp()
    {
        if (Volatile.Read(ref _thread) == Thread.CurrentThread && --_readsUntilStop == 0)
        {
            _stopped.Open();
            Assert.True(_goOn.Opened.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            return TimeAtStop.Ticks;
        }

        return 0;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(() => callback(state));
        return new HookedTimer();
    }

    private sealed class HookedTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
