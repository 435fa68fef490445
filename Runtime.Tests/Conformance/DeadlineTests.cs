namespace NurseryGen.Tests.Conformance;

/// <summary>C46–C52, C55: deadlines, on a clock that the tests move.</summary>
public sealed class DeadlineTests
{
    private readonly ManualTimeProvider _clock = new();

    private NurseryOptions OneSecond => new() { Name = "Slow", Timeout = TimeSpan.FromSeconds(1), TimeProvider = _clock };

    [Fact]
    public void C46_DeadlineMovedEarlierLaterAndToThePast()
    {
        using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(10), _clock);
        var token = scope.Token;
        var start = _clock.GetUtcNow();
        Assert.Equal(start.AddSeconds(10), scope.Deadline);

        scope.Deadline = start.AddSeconds(20);
        _clock.Advance(19_999);
        Assert.False(token.IsCancellationRequested);

        scope.Deadline = start.AddSeconds(30);
        Assert.Equal(start.AddSeconds(30), scope.Deadline);
        _clock.Advance(5_000);
        Assert.False(token.IsCancellationRequested);

        scope.CancelAfter(TimeSpan.FromSeconds(1));
        _clock.Advance(999);
        Assert.False(token.IsCancellationRequested);
        _clock.Advance(1);
        Assert.True(token.IsCancellationRequested);
        Assert.Equal(CancelReasonKind.Deadline, scope.Reason?.Kind);

        scope.Deadline = start.AddDays(1);
        Assert.True(scope.IsCancellationRequested);
    }

    [Fact]
    public async Task C46_NurserysDeadlineMovedToThePast_CancelsAtOnce_AndTakenAway_Never()
    {
        await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                nursery.Deadline = null;
                Assert.Null(nursery.Deadline);
                _clock.Advance(5_000);
                Assert.False(nursery.Token.IsCancellationRequested);
                nursery.Deadline = _clock.GetUtcNow().AddSeconds(-1);
                Assert.True(nursery.Token.IsCancellationRequested);
                return Task.CompletedTask;
            },
            OneSecond));
    }

    [Fact]
    public async Task C46_DeadlineOfARunningNursery_MovedFromOutside_Fires()
    {
        Nursery handle = default;
        var run = Nursery.RunAsync(
            async nursery =>
            {
                handle = nursery;
                await nursery.Token.UntilCancelled();
            },
            new NurseryOptions { TimeProvider = _clock });

        handle.CancelAfter(TimeSpan.FromSeconds(2));
        _clock.Advance(1_999);
        Assert.False(handle.IsCancellationRequested);
        _clock.Advance(1);
        Assert.Equal(TimeSpan.FromSeconds(2), (await Hang.Throws<NurseryTimeoutException>(run)).Timeout);
    }

    [Fact]
    public async Task C47_FailAfter_InTime_Value()
    {
        Assert.Equal(1, await Hang.Guard(CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), _clock, _ => Task.FromResult(1))));
        Assert.Equal(1, await Hang.Guard(Nursery.RunAsync(_ => Task.FromResult(1), OneSecond)));
    }

    [Fact]
    public async Task C47_FailAfter_Late_NurseryTimeoutException()
    {
        var scope = CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), _clock, scope => scope.Token.UntilCancelled());
        var valueScope = CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), _clock, async scope =>
        {
            await scope.Token.UntilCancelled();
            return 1;
        });
        var nursery = Nursery.RunAsync(nursery => nursery.Token.UntilCancelled(), OneSecond);
        var valueNursery = Nursery.RunAsync(
            async nursery =>
            {
                await nursery.Token.UntilCancelled();
                return 1;
            },
            OneSecond);
        _clock.Advance(1_000);

        Assert.Equal(TimeSpan.FromSeconds(1), (await Hang.Throws<NurseryTimeoutException>(scope)).Timeout);
        await Hang.Throws<NurseryTimeoutException>(valueScope);
        var error = await Hang.Throws<NurseryTimeoutException>(nursery);
        Assert.Equal("Slow", error.Name);
        Assert.Equal("Slow did not finish within 1000 ms.", error.Message);
        await Hang.Throws<NurseryTimeoutException>(valueNursery);
    }

    [Fact]
    public async Task C47_FailAfter_LateButSucceeded_Value()
    {
        var scope = CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), _clock, async scope =>
        {
            await scope.Token.Cancelled();
            return 3;
        });
        var nursery = Nursery.RunAsync(
            async nursery =>
            {
                await nursery.Token.Cancelled();
                return 4;
            },
            OneSecond);
        _clock.Advance(1_000);

        Assert.Equal(3, await Hang.Guard(scope));
        Assert.Equal(4, await Hang.Guard(nursery));
    }

    [Fact]
    public async Task C48_MoveOnAfter_FallbackOrDefault()
    {
        var plain = CancelScope.MoveOnAfterAsync(TimeSpan.FromSeconds(1), _clock, scope => scope.Token.UntilCancelled());
        var value = CancelScope.MoveOnAfterAsync(TimeSpan.FromSeconds(1), _clock, Never, fallback: 9);
        var nursery = Nursery.RunAsync(nursery => nursery.Token.UntilCancelled(), OneSecond with { MoveOn = true });
        var valueNursery = Nursery.RunAsync(
            async nursery =>
            {
                await nursery.Token.UntilCancelled();
                return 1;
            },
            OneSecond with { MoveOn = true });
        _clock.Advance(1_000);

        Assert.False(await Hang.Guard(plain));
        Assert.Equal(9, await Hang.Guard(value));
        await Hang.Guard(nursery);
        Assert.Equal(0, await Hang.Guard(valueNursery));

        static async Task<int> Never(CancelScope scope)
        {
            await scope.Token.UntilCancelled();
            return 1;
        }
    }

    [Fact]
    public async Task C48_MoveOnAfter_InTime_TrueAndValue()
    {
        Assert.True(await Hang.Guard(CancelScope.MoveOnAfterAsync(TimeSpan.FromSeconds(1), _clock, _ => Task.CompletedTask)));
        Assert.Equal(
            1, await Hang.Guard(CancelScope.MoveOnAfterAsync(TimeSpan.FromSeconds(1), _clock, _ => Task.FromResult(1), fallback: 9)));
    }

    [Fact]
    public async Task C48_CancelScope_CatchesItsOwn_CancelledCaught()
    {
        using var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), _clock);
        var wait = scope.Token.UntilCancelled();
        Assert.False(scope.Catches(new OperationCanceledException()));
        _clock.Advance(1_000);
        Assert.True(scope.Catches(await Hang.Cancels(wait)));
        Assert.True(scope.CanceledCaught);
    }

    [Fact]
    public async Task C49_TimeoutAndAFailureInCleanup_TheFailure()
    {
        var run = Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(token => token.UntilCancelled());
                return CleanUp(nursery.Token);
            },
            OneSecond with { MoveOn = true });
        _clock.Advance(1_000);

        Assert.Equal("cleanup", await Tree.Of(run));

        static async Task CleanUp(CancellationToken token)
        {
            try
            {
                await token.UntilCancelled();
            }
            catch (OperationCanceledException)
            {
                throw new Boom("cleanup");
            }
        }
    }

    [Fact]
    public async Task C50_ExplicitCancel_ThenTheTimeoutPasses_IsNotATimeout()
    {
        CancelReason? reason = null;
        var mayUnwind = new Gate();
        var run = Nursery.RunAsync(
            async nursery =>
            {
                nursery.Cancel();
                await mayUnwind;
                reason = nursery.Reason;
                nursery.Token.ThrowIfCancellationRequested();
            },
            OneSecond);
        _clock.Advance(1_000);
        mayUnwind.Open();

        await Hang.Guard(run);
        Assert.Equal(CancelReasonKind.Explicit, reason?.Kind);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-1e9)]
    public async Task C51_NegativeTimeouts_ArgumentOutOfRange(double milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NurseryOptions { Timeout = timeout });
        Assert.Throws<ArgumentOutOfRangeException>(() => CancelScope.FailAfter(timeout));
        Assert.Throws<ArgumentOutOfRangeException>(() => CancelScope.MoveOnAfter(timeout));
        Assert.Throws<ArgumentOutOfRangeException>(() => CancelScope.Shielded(timeout));
        using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => scope.CancelAfter(timeout));
        Assert.False(scope.Token.IsCancellationRequested);
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => nursery.CancelAfter(timeout));
            return Task.CompletedTask;
        }));
        await Hang.Throws<ArgumentOutOfRangeException>(CancelScope.FailAfterAsync(timeout, _ => Task.CompletedTask));
    }

    [Fact]
    public async Task C51_ZeroIsAlreadyPassed_InfiniteAndOverflowNever()
    {
        using var zero = CancelScope.FailAfter(TimeSpan.Zero, _clock);
        Assert.True(zero.IsCancellationRequested);
        Assert.True(zero.Token.IsCancellationRequested);
        await Hang.Throws<NurseryTimeoutException>(
            Nursery.RunAsync(nursery => nursery.Token.UntilCancelled(), OneSecond with { Timeout = TimeSpan.Zero }));

        foreach (var timeout in new[] { Timeout.InfiniteTimeSpan, TimeSpan.MaxValue })
        {
            using var scope = CancelScope.FailAfter(timeout, _clock);
            var token = scope.Token;
            _clock.Advance(TimeSpan.FromDays(10_000));
            Assert.False(token.IsCancellationRequested);
        }
    }

    [Fact]
    public void C51_LongerThanATimerCanWait_FiresWhenDue()
    {
        using var scope = CancelScope.FailAfter(TimeSpan.FromDays(120), _clock);
        var token = scope.Token;
        _clock.Advance(TimeSpan.FromDays(120) - TimeSpan.FromMilliseconds(1));
        Assert.False(token.IsCancellationRequested);
        _clock.Advance(1);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task C52_TheClockStartsAtEntry_NotWithTheOptions()
    {
        var options = OneSecond;
        _clock.Advance(10_000);
        await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                Assert.Equal(_clock.GetUtcNow().AddSeconds(1), nursery.Deadline);
                Assert.False(nursery.IsCancellationRequested);
                return Task.CompletedTask;
            },
            options));
    }

    [Fact]
    public async Task C52_AChildsClockStartsWhenItRuns_NotWhenItIsStarted()
    {
        // The context reaches the child's thread just before the child runs: time passes for it between start and run.
        var passes = new AsyncLocal<bool>(change =>
        {
            if (change.ThreadContextChanged && change.CurrentValue && !change.PreviousValue)
                _clock.Advance(4_000);
        });
        var waits = new Gate();
        var start = _clock.GetUtcNow();

        var run = Nursery.RunAsync(
            nursery =>
            {
                passes.Value = true;
                HandChild<Timed>.StartTask(nursery, token =>
                {
                    var wait = token.UntilCancelled();
                    waits.Open();
                    return wait;
                });
                passes.Value = false;
                return Task.CompletedTask;
            },
            new NurseryOptions { TimeProvider = _clock });
        await waits;

        Assert.Equal(start.AddSeconds(4), _clock.GetUtcNow());
        Assert.Equal(1, _clock.TimersArmed);
        _clock.Advance(4_999);
        Assert.Equal(1, _clock.TimersArmed);
        _clock.Advance(1);
        Assert.Equal("Hand.Timed", (await Hang.Throws<NurseryTimeoutException>(run)).Name);
    }

    [Fact]
    public void C55_DeadlineSet100000Times_NoTimerPileUp()
    {
        using var scope = CancelScope.FailAfter(TimeSpan.FromDays(2), _clock);
        var token = scope.Token;
        for (var i = 0; i < 100_000; i++)
            scope.CancelAfter(TimeSpan.FromMilliseconds(i % 2 == 0 ? 1_000_000 - i : 2_000_000 + i));

        Assert.Equal(1, _clock.TimersCreated);
        Assert.Equal(1, _clock.TimersArmed);
        scope.CancelAfter(TimeSpan.FromSeconds(1));
        _clock.Advance(999);
        Assert.False(token.IsCancellationRequested);
        _clock.Advance(1);
        Assert.True(token.IsCancellationRequested);
        scope.Dispose();
        Assert.Equal(0, _clock.TimersArmed);
    }
}
