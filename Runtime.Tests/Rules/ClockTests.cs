namespace NurseryGen.Tests.Rules;

/// <summary>S25, S26: deadlines on other clocks than the system's.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(1_025)]
    [InlineData(123_457)]
    public async Task S26_AdvancedToTheDeadlineExactly_ItHasPassed(int milliseconds)
    {
        // The clock's timestamps are dates, as those of test clocks are: too large for the precision of a double.
        var clock = new ManualTimeProvider();
        clock.Advance(TimeSpan.FromTicks(12_345_677));
        using var scope = CancelScope.MoveOnAfter(TimeSpan.FromMilliseconds(milliseconds), clock);
        var cancelled = scope.Token.Cancelled();

        clock.Advance(TimeSpan.FromMilliseconds(milliseconds) - TimeSpan.FromTicks(1));
        Assert.False(scope.IsCancellationRequested);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(cancelled.IsCompleted || scope.Token.IsCancellationRequested);
        await Hang.Guard(cancelled);
    }

    /// <summary>
    /// Timers count from when they are set: where time goes by before that, the timer is late, or never fires on a clock that nobody
    /// advances.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void S25_TheDeadlinePasses_BeforeItsTimerIsSet_TheTokenIsCancelled(bool whileItIsMade)
    {
        using var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), new ClockThatJumps(whileItIsMade));
        Assert.True(scope.Token.IsCancellationRequested);
    }

    [Fact]
    public void S25_TheDeadlineMovesToNow_TheTokenIsCancelled()
    {
        using var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), new ManualTimeProvider());
        var token = scope.Token;
        Assert.False(token.IsCancellationRequested);
        scope.CancelAfter(TimeSpan.Zero);
        Assert.True(token.IsCancellationRequested);
    }

    /// <summary>Two seconds go by while a timer is made, or is about to be set; it never fires.</summary>
    private sealed class ClockThatJumps(bool whileATimerIsMade) : TimeProvider, ITimer
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _seconds += whileATimerIsMade ? 2 : 0;
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _seconds += 2;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
