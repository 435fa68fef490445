namespace NurseryGen.Tests.Rules;

/// <summary>S23–S26: children's own deadlines, moved deadlines, and the clock they are measured on.</summary>
public sealed class DeadlineRuleTests
{
    private readonly ManualTimeProvider _clock = new();

    private NurseryOptions Clocked => new() { TimeProvider = _clock };

    [Fact]
    public async Task S23_Shielded_IsCancelledByItsOwnCancel()
    {
        using var shield = CancelScope.Shielded(Timeout.InfiniteTimeSpan);
        var wait = shield.Token.UntilCancelled();
        shield.Cancel("own");
        Assert.True(shield.Catches(await Hang.Cancels(wait)));
    }

    [Fact]
    public async Task S24_AChildsTimeout_IsItsFailure_AndCancelsTheSiblings()
    {
        var siblingCancelled = false;
        var run = Nursery.RunAsync(
            async nursery =>
            {
                HandChild<Timed>.StartTask(nursery, token => token.UntilCancelled());
                nursery.Start(async token =>
                {
                    await token.Cancelled();
                    siblingCancelled = true;
                });
                await PassTheTimeout();
            },
            Clocked);
        var error = await Hang.Throws<NurseryTimeoutException>(run);
        Assert.Equal("Hand.Timed", error.Name);
        Assert.Equal(TimeSpan.FromSeconds(5), error.Timeout);
        Assert.True(siblingCancelled);
    }

    [Fact]
    public async Task S24_MoveOn_TheFallback_NobodyIsCancelled()
    {
        var fellBack = false;
        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                HandChild<MovingOn>.StartTask(nursery, token => token.UntilCancelled(), () => fellBack = true);
                var value = HandResult<MovingOn, int>.Start(nursery, Late, () => 7);
                var plain = HandResult<MovingOn, int>.Start(nursery, Late);
                await PassTheTimeout(3);
                Assert.Equal(7, await value);
                Assert.Equal(0, await plain);
                await nursery.JoinAsync();
                Assert.False(nursery.IsCancellationRequested);
            },
            Clocked));
        Assert.True(fellBack);

        static async ValueTask<int> Late(CancellationToken token)
        {
            await token.UntilCancelled();
            return 1;
        }
    }

    [Fact]
    public async Task S24_AFallbackThatThrows_IsTheChildsFailure()
    {
        var run = Nursery.RunAsync(
            async nursery =>
            {
                HandChild<MovingOn>.StartTask(nursery, token => token.UntilCancelled(), () => throw new Boom("fallback"));
                await PassTheTimeout();
            },
            Clocked);
        Assert.Equal("fallback", await Tree.Of(run));
    }

    [Fact]
    public async Task S24_CancelledNursery_IsNotTheChildsTimeout()
    {
        var fellBack = false;
        await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                HandChild<Timed>.StartTask(nursery, token => token.UntilCancelled());
                HandChild<MovingOn>.StartTask(nursery, token => token.UntilCancelled(), () => fellBack = true);
                nursery.Cancel();
                return Task.CompletedTask;
            },
            Clocked));
        Assert.False(fellBack);
    }

    [Fact]
    public async Task S24_LateSuccess_OfATimedChild_IsASuccess()
    {
        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                var value = HandResult<Timed, int>.Start(nursery, async token =>
                {
                    await token.Cancelled();
                    return 6;
                });
                await PassTheTimeout();
                Assert.Equal(6, await value);
            },
            Clocked));
    }

    [Fact]
    public Task S24_TheTimeoutAgainstTheEnd_NothingIsLost() => Race.Repeat(async _ =>
    {
        var clock = new ManualTimeProvider();
        var gate = new TaskCompletionSource();
        Child child = default;
        var run = Nursery.RunAsync(
            nursery =>
            {
                child = HandChild<MovingOn>.StartTask(nursery, token => gate.Task.WaitAsync(token));
                return Task.CompletedTask;
            },
            new NurseryOptions { TimeProvider = clock });
        while (clock.TimersArmed == 0)
            await Checkpoint.YieldAsync(CancellationToken.None);

        await Race.Both(() => clock.Advance(5_000), () => gate.SetResult());
        await run;
        Assert.True(child.Outcome.IsSuccess);
        Assert.Equal(0, clock.TimersArmed);
    });

    [Fact]
    public async Task S25_APassedDeadline_CannotBeTakenBack()
    {
        await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                nursery.CancelAfter(TimeSpan.Zero);
                nursery.CancelAfter(Timeout.InfiniteTimeSpan);
                nursery.Deadline = null;
                Assert.True(nursery.Token.IsCancellationRequested);
                Assert.Equal(CancelReasonKind.Deadline, nursery.Reason?.Kind);
                return Task.CompletedTask;
            },
            Clocked));
    }

    [Fact]
    public async Task S26_TheNurserysClock_IsItsChildrensToo_AndTheSystemsIsTheDefault()
    {
        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                HandChild<MovingOn>.StartTask(nursery, token => token.UntilCancelled());
                await PassTheTimeout();
                await nursery.JoinAsync();
            },
            Clocked));

        using var scope = CancelScope.FailAfter(TimeSpan.FromDays(1));
        Assert.InRange(scope.Deadline!.Value, DateTimeOffset.UtcNow.AddHours(23), DateTimeOffset.UtcNow.AddHours(25));
    }

    private async Task PassTheTimeout(int children = 1)
    {
        while (_clock.TimersArmed < children)
            await Checkpoint.YieldAsync(CancellationToken.None);

        _clock.Advance(5_000);
    }
}
