namespace NurseryGen.Tests.Conformance;

/// <summary>C44, S23: a shielded child hears of no cancellation but its own timeout's, and is waited for.</summary>
public sealed class ShieldTests
{
    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData("cancel")]
    [InlineData("failure")]
    [InlineData("caller")]
    [InlineData("deadline")]
    public async Task C44_S23_Shielded_HearsNothing_ExitWaits(string cause)
    {
        using var caller = new CancellationTokenSource();
        var othersCancelled = new Gate();
        var mayEnd = new Gate();
        var finished = false;
        var shieldRuns = new Gate();
        Nursery handle = default;

        var run = Nursery.RunAsync(
            nursery =>
            {
                handle = nursery;
                HandChild<Shielded>.StartTask(nursery, async token =>
                {
                    shieldRuns.Open();
                    await mayEnd;
                    Assert.False(token.IsCancellationRequested);
                    finished = true;
                });
                nursery.Start(async token =>
                {
                    await token.Cancelled();
                    othersCancelled.Open();
                });
                return Task.CompletedTask;
            },
            new NurseryOptions { Timeout = TimeSpan.FromSeconds(1), TimeProvider = _clock },
            caller.Token);
        await shieldRuns;
        switch (cause)
        {
            case "cancel":
                handle.Cancel();
                break;
            case "failure":
                handle.Start(_ => throw new Boom());
                break;
            case "caller":
                await caller.CancelAsync();
                break;
            default:
                _ = handle.Token;
                _clock.Advance(1_000);
                break;
        }

        await othersCancelled;
        Assert.False(run.IsCompleted);
        mayEnd.Open();
        if (cause == "failure")
        {
            await Hang.Throws<Boom>(run);
        }
        else
        {
            // Nobody gave way: a late success (S20).
            await Hang.Guard(run);
        }

        Assert.True(finished);
    }

    [Fact]
    public async Task C44_S23_S24_ItsOwnTimeoutFires_AlsoInACancelledNursery()
    {
        var running = new Gate();
        CancellationToken own = default;

        var run = Entry.RunAsync(
            new NurseryInfo("Shielding"),
            nursery =>
            {
                nursery.Cancel();
                HandChild<ShieldedTimed>.StartTask(nursery, token =>
                {
                    own = token;
                    var wait = token.UntilCancelled();
                    running.Open();
                    return wait;
                });
                return default;
            },
            _clock).AsTask();
        await running;
        Assert.False(own.IsCancellationRequested);
        _clock.Advance(4_999);
        Assert.False(own.IsCancellationRequested);
        _clock.Advance(1);
        Assert.Equal("Hand.ShieldedTimed", (await Hang.Throws<NurseryTimeoutException>(run)).Name);
    }

    [Fact]
    public async Task S10_S23_ACancellationOfTheNurserysToken_IsAFailureOfAShieldedChild()
    {
        // The scope that it ran under is not cancelled.
        await Hang.Cancels(Nursery.RunAsync(nursery =>
        {
            var foreign = nursery.Token;
            nursery.Cancel();
            HandChild<Shielded>.StartTask(nursery, _ => Task.FromCanceled(foreign));
            return Task.CompletedTask;
        }));
    }
}
