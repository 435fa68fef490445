using NurseryGen.Engine;
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
    public Task S1_StarterOutsideTheNursery_StillInStartForASlot_TheNurseryStaysOpen() => Task.Run(async () =>
    {
        var clock = new OddClock();
        var first = new TaskCompletionSource();
        var scope = NurseryScope.Open<VoidNurseryScope>(
            new NurseryInfo("One at a time") { MaxConcurrency = 1, TimeoutMilliseconds = 1_000 }, default, clock);
        HandSilent<Inline>.Start(scope.Nursery, _ => new ValueTask(first.Task));
        scope.Run(default(ValueTask));

        var isSlotFree = false;
        clock.OnRead = () =>
        {
            // Ends the first child here. Were the second one in the queue, it would have the slot by now, run, and let the nursery exit.
            first.SetResult();
            isSlotFree = scope.TryTakeSlot(new Probe());
            scope.ReleaseSlot()?.OnSlot();
        };
        var second = clock.StartFromHere(() => HandChild<Queued>.Start(scope.Nursery, _ => default));
        await Hang.Guard(scope.ExitAsync().AsTask());
        Assert.True(isSlotFree, "the second child waited for its slot while its starter looked at the nursery");
        Assert.True(second.IsCompleted);
    });

    /// <summary>Waits for a slot, and does nothing with it.</summary>
    private sealed class Probe : ISlotWaiter
    {
        private SlotPlace _place;

        ref SlotPlace ISlotWaiter.Place => ref _place;

        public void OnSlot()
        {
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
                        fire();
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
