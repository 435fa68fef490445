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
        Assert.False(scope.CancelRequested);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(cancelled.IsCompleted || scope.Token.IsCancellationRequested);
        await Hang.Guard(cancelled);
    }
}
