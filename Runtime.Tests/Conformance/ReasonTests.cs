namespace NurseryGen.Tests.Conformance;

/// <summary>C56, C57: what is known of a cancellation, and callbacks that throw.</summary>
public sealed class ReasonTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task C56_Reason_Deadline_FirstKept()
    {
        CancelReason? reason = null;
        var run = Nursery.RunAsync(
            async nursery =>
            {
                await nursery.Token.Cancelled();
                nursery.Cancel("too late");
                reason = nursery.Reason;
            },
            new NurseryOptions { Timeout = TimeSpan.FromSeconds(1), TimeProvider = _clock });
        _clock.Advance(1_000);
        await Hang.Guard(run);
        Assert.Equal(CancelReasonKind.Deadline, reason?.Kind);
    }

    [Fact]
    public async Task C56_Reason_ExplicitText_FirstKept()
    {
        CancelReason? reason = null;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            Assert.Null(nursery.Reason);
            nursery.Cancel("enough");
            nursery.CancelAfter(TimeSpan.Zero);
            reason = nursery.Reason;
            return Task.CompletedTask;
        }));

        Assert.Equal(CancelReasonKind.Explicit, reason?.Kind);
        Assert.Equal("enough", reason?.Text);
        Assert.Equal("Explicit: enough", reason?.ToString());
    }

    [Fact]
    public async Task C56_Reason_Failure_NamesTheChild()
    {
        CancelReason? reason = null;
        await Hang.Throws<Boom>(Nursery.RunAsync(async nursery =>
        {
            nursery.Start(_ => throw new Boom("refused"), name: "the culprit", file: "Some/Folder/Place.cs", line: 7);
            await nursery.Token.Cancelled();
            reason = nursery.Reason;
        }));

        Assert.Equal(CancelReasonKind.Failure, reason?.Kind);
        Assert.Equal("the culprit", reason?.Child?.Name);
        Assert.Equal("refused", reason?.Text);
        Assert.Equal(7, reason?.Child?.Line);
    }

    [Fact]
    public async Task C56_Reason_Failure_OfTheBody_NamesNoChild()
    {
        CancelReason? reason = null;
        Nursery handle = default;
        await Hang.Throws<Boom>(Nursery.RunAsync(async nursery =>
        {
            handle = nursery;
            nursery.Start(async token =>
            {
                await token.Cancelled();
                reason = handle.Reason;
            });
            await Task.Yield();
            throw new Boom("body");
        }));

        Assert.Equal(CancelReasonKind.Failure, reason?.Kind);
        Assert.Null(reason?.Child);
        Assert.Equal("Failure: body", reason?.ToString());
    }

    [Fact]
    public async Task C56_Reason_Caller_FirstKept()
    {
        using var caller = new CancellationTokenSource();
        CancelReason? reason = null;
        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                // Nobody has taken the token: the nursery must notice by itself, and before a later cancel.
                await caller.CancelAsync();
                nursery.Cancel("later");
                reason = nursery.Reason;
            },
            caller.Token));

        Assert.Equal(CancelReasonKind.Caller, reason?.Kind);
    }

    [Fact]
    public async Task C57_CallbackThrows_OneMoreFailure_AllChildrenJoined()
    {
        var joined = 0;
        var armed = new Gate();

        var run = Nursery.RunAsync(async nursery =>
        {
            using var registration = nursery.Token.Register(() => throw new Boom("callback"));
            for (var i = 0; i < 3; i++)
            {
                nursery.Start(async token =>
                {
                    await token.Cancelled();
                    Interlocked.Increment(ref joined);
                });
            }

            nursery.Start(async _ =>
            {
                await armed;
                throw new Boom("child");
            });
            armed.Open();
            await nursery.JoinAsync();
        });

        Assert.Equal("[child, callback]", await Tree.Of(run));
        Assert.Equal(3, joined);
    }

    [Fact]
    public async Task C57_TwoCallbacksThrow_OnExplicitCancel_CancelItselfDoesNot()
    {
        var cancelReturned = false;

        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Token.Register(() => throw new Boom("outer"));
            nursery.Token.Register(() => throw new Boom("inner"));
            nursery.Cancel();
            cancelReturned = true;
            return Task.CompletedTask;
        });

        Assert.Equal("[inner, outer]", await Tree.Of(run));
        Assert.True(cancelReturned);
    }

    [Fact]
    public async Task C57_CallbackThrows_OnTheDeadline_OneFailure_NothingHangs()
    {
        var run = Nursery.RunAsync(
            async nursery =>
            {
                nursery.Token.Register(() => throw new Boom("callback"));
                await nursery.Token.UntilCancelled();
            },
            new NurseryOptions { Timeout = TimeSpan.FromSeconds(1), TimeProvider = _clock });
        _clock.Advance(1_000);

        Assert.Equal("callback", await Tree.Of(run));
    }

    [Fact]
    public async Task C57_CallbackThrows_OnAChildsOwnToken_IsThatChildsFailure()
    {
        var run = Nursery.RunAsync(
            nursery =>
            {
                HandChild<MovingOn>.StartTask(nursery, async token =>
                {
                    token.Register(() => throw new Boom("callback"));
                    await token.UntilCancelled();
                });
                return HandStarted(nursery);
            },
            new NurseryOptions { TimeProvider = _clock, Errors = NurseryErrors.Group });

        var group = await Hang.Throws<ExceptionGroup>(run);
        Assert.Equal("[callback]", Tree.Of(group));
        Assert.Equal("Hand.MovingOn", group.Failures[0].Child?.Name);

        // A second, inline child runs only after the first, queued one has set its timer.
        async Task HandStarted(Nursery nursery)
        {
            while (_clock.TimersArmed == 0)
                await Checkpoint.YieldAsync(CancellationToken.None);

            _clock.Advance(5_000);
        }
    }
}
