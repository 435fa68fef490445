namespace NurseryGen.Tests.Rules;

/// <summary>S25: a clock that takes a lock of its own in every call, and holds it while it calls back. The engine waits for no lock in the
/// callback.</summary>
/// <remarks>Scopes are disposed of at the end only: in a deadlock, that would hang too.</remarks>
public sealed class LockingClockTests
{
    [Fact]
    public Task S25_CancelAfter_SetsTheTimer_WhileItFires_NoDeadlock() => Task.Run(async () =>
    {
        var clock = new LockingClock();
        var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(10), clock);
        _ = scope.Token;
        await clock.MeetAsync(nameof(ITimer.Change), () => scope.CancelAfter(TimeSpan.FromSeconds(20)));
        Assert.False(scope.IsCancellationRequested);

        // Whoever came second, the timer is set for the new deadline.
        await clock.UntilDueAsync(TimeSpan.FromSeconds(20));
        clock.Now = TimeSpan.FromSeconds(20);
        clock.Fire();
        Assert.True(scope.Token.IsCancellationRequested);
        scope.Dispose();
    });

    [Fact]
    public Task S25_Dispose_DisposesOfTheTimer_WhileItFires_NoDeadlock() => Task.Run(async () =>
    {
        var clock = new LockingClock();
        var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(10), clock);
        _ = scope.Token;
        await clock.MeetAsync(nameof(ITimer.Dispose), scope.Dispose);
        Assert.Throws<ObjectDisposedException>(() => scope.Token);
    });

    [Fact]
    public Task S25_TheTimerFires_WhileAnotherScopeMakesOne_NoDeadlock() => Task.Run(async () =>
    {
        var clock = new LockingClock();
        var first = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(10), clock);
        _ = first.Token;
        var second = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(10), clock);
        await clock.MeetAsync(nameof(TimeProvider.CreateTimer), () => _ = second.Token);
        clock.Now = TimeSpan.FromSeconds(10);
        clock.Fire();
        Assert.True(first.Token.IsCancellationRequested);
        Assert.True(second.Token.IsCancellationRequested);
        first.Dispose();
        second.Dispose();
    });

    [Fact]
    public Task S25_ADeadlineThatPasses_WhileTheTimerIsSet_NoDeadlock() => Task.Run(async () =>
    {
        var clock = new LockingClock();
        var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(10), clock);
        var token = scope.Token;
        clock.Now = TimeSpan.FromSeconds(9);
        await clock.MeetAsync(
            nameof(ITimer.Change),
            () => scope.CancelAfter(TimeSpan.FromSeconds(1.5)),
            beforeItFires: () => clock.Now = TimeSpan.FromSeconds(11));
        Assert.True(token.IsCancellationRequested);
        scope.Dispose();
    });

    private sealed class LockingClock : TimeProvider
    {
        private readonly object _gate = new();
        private readonly List<LockingTimer> _timers = [];
        private readonly Gate _isInside = new();
        private readonly Gate _fires = new();
        private string? _meets;
        private long _now;

        public TimeSpan Now
        {
            get => TimeSpan.FromTicks(Volatile.Read(ref _now));
            set => Volatile.Write(ref _now, value.Ticks);
        }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new LockingTimer(this, () => callback(state));
            Locked(nameof(CreateTimer), () => _timers.Add(timer));
            return timer;
        }

        /// <summary>One thread is in a call of the clock's and about to take its lock, as another has the lock and fires all
        /// timers.</summary>
        public async Task MeetAsync(string call, Action act, Action? beforeItFires = null)
        {
            Volatile.Write(ref _meets, call);
            var calls = Task.Factory.StartNew(act, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await _isInside;
            beforeItFires?.Invoke();
            var fires = Task.Factory.StartNew(Fire, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await Hang.Guard(fires, "the timer's callback");
            await Hang.Guard(calls, call);
        }

        public void Fire()
        {
            lock (_gate)
            {
                _fires.Open();
                foreach (var timer in _timers.ToArray())
                    timer.Fire();
            }
        }

        public async Task UntilDueAsync(TimeSpan due)
        {
            while (!IsDue())
                await Checkpoint.YieldAsync(CancellationToken.None);

            bool IsDue()
            {
                lock (_gate)
                    return _timers.Exists(timer => timer.Due == due);
            }
        }

        private void Locked(string call, Action act)
        {
            if (Interlocked.CompareExchange(ref _meets, null, call) == call)
            {
                _isInside.Open();
                _fires.Opened.Wait(CancellationToken.None);
            }

            lock (_gate)
                act();
        }

        private sealed class LockingTimer(LockingClock clock, Action fire) : ITimer
        {
            public TimeSpan? Due { get; private set; }

            public void Fire() => fire();

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                clock.Locked(nameof(Change), () => Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Now + dueTime);
                return true;
            }

            public void Dispose() => clock.Locked(nameof(Dispose), () => clock._timers.Remove(this));

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
