using Xunit;

namespace NurseryGen.Tests.Rules;

/// <summary>Clocks that behave oddly, and starters that linger: nothing of one scope may reach the next.</summary>
public sealed class CrossingTests
{
    [Fact]
    public void S25_ClockWithNegativeTimestamps_TheDeadlinePasses()
    {
        var clock = new OddClock { Timestamp = -TimeSpan.FromDays(1).Ticks };
        using var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), clock);
        Assert.False(scope.IsCancellationRequested);
        clock.Timestamp += TimeSpan.FromSeconds(1).Ticks;
        Assert.True(scope.IsCancellationRequested);
    }

    [Fact]
    public void S38_TimerFiresWhileTheScopeCloses_NoTimerOfItsClockStaysBehind()
    {
        var clock = new OddClock { FiresOnDispose = true };
        using (var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), clock))
        {
            _ = scope.Token;
            scope.CancelAfter(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(0, clock.LivingTimers);
    }

    [Fact]
    public async Task S01_StarterOutsideTheNursery_StillInStartForASlot_TheNurseryStaysOpen()
    {
        var clock = new OddClock();
        var gate = new TaskCompletionSource();
        var nursery = default(Nursery);
        var exit = Nursery.RunAsync(
            n =>
            {
                nursery = n;
                n.Start(_ => gate.Task);
                return Task.CompletedTask;
            },
            new NurseryOptions { MaxConcurrency = 1, Timeout = TimeSpan.FromSeconds(1), TimeProvider = clock });

        var exitedWithin = false;
        clock.OnRead = () =>
        {
            // Ends the first child here: were the second one in the queue, it would have the slot, run, and let the nursery exit.
            gate.SetResult();
            exitedWithin = exit.Wait(TimeSpan.FromMilliseconds(100));
        };
        var second = await Task.Run(() => clock.StartFromHere(() => nursery.Start(_ => Task.CompletedTask)));

        await Hang.Guard(exit);
        Assert.False(exitedWithin);
        Assert.True(second.IsCompleted);
    }

    [Fact]
    public async Task S37_WaitsForALongChild_CutShort_LeaveNothingAtIt()
    {
        var gate = new TaskCompletionSource();
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var child = nursery.Start(_ => gate.Task);
            await WaitInVain(child, 100);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await WaitInVain(child, 50_000);
            var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
            gate.SetResult();
            Assert.InRange(kept, long.MinValue, 4_000_000);
        }));
    }

    private static async Task WaitInVain(Child child, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var source = new CancellationTokenSource();
            var wait = child.WaitAsync(source.Token).AsTask();
            source.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }
    }

    private sealed class OddClock : TimeProvider
    {
        private Thread? _starter;

        public long Timestamp { get; set; }

        public bool FiresOnDispose { get; init; }

        public Action? OnRead { get; set; }

        public int LivingTimers { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public Child StartFromHere(Func<Child> start)
        {
            _starter = Thread.CurrentThread;
            return start();
        }

        public override long GetTimestamp()
        {
            if (Thread.CurrentThread == _starter)
            {
                _starter = null;
                OnRead?.Invoke();
            }

            return Timestamp;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            LivingTimers++;
            return new OddTimer(this, () => callback(state));
        }

        private sealed class OddTimer(OddClock clock, Action fire) : ITimer
        {
            private bool _disposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                if (!_disposed)
                {
                    _disposed = true;
                    clock.LivingTimers--;
                    if (clock.FiresOnDispose)
                    {
                        fire();
                    }
                }
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
