namespace NurseryGen.Tests.Rules;

/// <summary>S9–S11 and S17–S22: what comes out where several things happen.</summary>
public sealed class OutcomeRuleTests
{
    private readonly ManualTimeProvider _clock = new();

    private NurseryOptions OneSecond => new() { Timeout = TimeSpan.FromSeconds(1), TimeProvider = _clock };

    [Fact]
    public Task S9_ManyChildrenFailAtOnce_EveryFailureIsCollected() => Race.Repeat(async _ =>
    {
        var run = Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 8; i++)
            {
                var number = i;
                nursery.Start(_ => throw new Boom($"{number}"));
            }

            throw new Boom("body");
        });
        var group = await Hang.Throws<ExceptionGroup>(run);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "body"], group.Failures.Select(failure => failure.Exception.Message).Order());
    });

    [Fact]
    public async Task S10_TaskWithSeveralExceptions_LosesNone()
    {
        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Start(_ => Task.WhenAll(Task.FromException(new Boom("a")), Task.FromException(new Boom("b"))));
            return Task.CompletedTask;
        });
        Assert.Equal("[a, b]", await Tree.Of(run));
    }

    [Fact]
    public async Task S10_AnyCancellationInACancelledScope_IsAcknowledged()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            nursery.Cancel();
            nursery.Start(_ => throw new OperationCanceledException("no token"));
            nursery.Start(_ => Task.FromCanceled(new CancellationToken(true)));
            await Task.Yield();
            throw new OperationCanceledException();
        }));
    }

    [Fact]
    public async Task S11_NullTasks_AreFailures_NotHangs()
    {
        await Hang.Throws<InvalidOperationException>(Nursery.RunAsync(_ => null!));
        await Hang.Throws<InvalidOperationException>(Nursery.RunAsync<int>(_ => null!));
        var error = await Hang.Throws<InvalidOperationException>(Nursery.RunAsync(nursery =>
        {
            nursery.Start(_ => (Task)null!, "Load");
            return Task.CompletedTask;
        }));
        Assert.Equal("Load returned null instead of a task.", error.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S17_CallerCancelled_Acknowledged_TheCallersToken(bool byTheChild)
    {
        using var caller = new CancellationTokenSource();
        var run = Nursery.RunAsync(
            nursery =>
            {
                if (!byTheChild)
                    return nursery.Token.UntilCancelled();

                nursery.Start(token => token.UntilCancelled());
                return Task.CompletedTask;
            },
            caller.Token);
        await caller.CancelAsync();

        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
        Assert.True(run.IsCanceled);
    }

    [Fact]
    public async Task S17_CallerCancelled_AfterAnExplicitCancel_TheCallerWins()
    {
        using var caller = new CancellationTokenSource();
        var run = Nursery.RunAsync(
            async nursery =>
            {
                nursery.Cancel("mine");
                await caller.CancelAsync();
                nursery.Token.ThrowIfCancellationRequested();
            },
            caller.Token);
        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
    }

    [Fact]
    public async Task S18_TheTimeout_NamesTheChildrenThatStillRan()
    {
        var running = new CountdownEvent(2);
        var bothRun = new Gate();
        var run = Nursery.RunAsync(
            async nursery =>
            {
                nursery.Start(_ => Task.CompletedTask, name: "quick");
                await nursery.JoinAsync();
                nursery.Start(Slow, name: "slow", file: "F.cs", line: 3);
                nursery.Start(Slow, name: "slow", file: "F.cs", line: 3);
                await nursery.JoinAsync();
            },
            OneSecond);
        await bothRun;
        _clock.Advance(1_000);

        var error = await Hang.Throws<NurseryTimeoutException>(run);
        Assert.Equal(["slow (F.cs:3)", "slow (F.cs:3)"], error.RunningChildren.Select(child => child.ToString()));
        Assert.EndsWith("did not finish within 1000 ms. Still running then: 2 × slow (F.cs:3).", error.Message, StringComparison.Ordinal);

        Task Slow(CancellationToken token)
        {
            var wait = token.UntilCancelled();
            if (running.Signal())
                bothRun.Open();

            return wait;
        }
    }

    [Fact]
    public async Task S18_Fallback_LearnsThatTheNurseryTimedOut()
    {
        var info = new NurseryInfo("Falling back") { TimeoutMilliseconds = 1_000, MoveOn = true };
        var scope = Engine.NurseryScope.Open<Engine.NurseryScope<int>>(info, CancellationToken.None, _clock);
        scope.Run(Late(scope.Nursery.Token));
        var exit = scope.ExitOrMoveOnAsync().AsTask();
        _clock.Advance(1_000);
        Assert.True((await Hang.Guard(exit)).TimedOut);

        var inTime = Engine.NurseryScope.Open<Engine.NurseryScope<int>>(info, CancellationToken.None, _clock);
        inTime.Run(Task.FromResult(3));
        Assert.Equal((false, 3), await Hang.Guard(inTime.ExitOrMoveOnAsync().AsTask()));

        static async Task<int> Late(CancellationToken token)
        {
            await token.UntilCancelled();
            return 1;
        }
    }

    [Fact]
    public async Task S19_FailuresOutrankTheCallersCancellation()
    {
        using var caller = new CancellationTokenSource();
        var run = Nursery.RunAsync(
            async nursery =>
            {
                nursery.Start(token => token.UntilCancelled());
                await nursery.Token.Cancelled();
                throw new Boom("in cleanup");
            },
            caller.Token);
        await caller.CancelAsync();
        Assert.Equal("in cleanup", await Tree.Of(run));
    }

    [Fact]
    public async Task S20_CallerCancelled_NobodyAcknowledged_TheResult()
    {
        using var caller = new CancellationTokenSource();
        var value = await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                await caller.CancelAsync();
                Assert.True(nursery.IsCancellationRequested);
                return 5;
            },
            caller.Token));
        Assert.Equal(5, value);
    }

    [Fact]
    public async Task S21_Cancel_AVoidNurseryCompletes_OneWhoseResultNeverCameThrowsItsOwnToken()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            nursery.Cancel();
            await nursery.Token.UntilCancelled();
        }));

        CancellationToken own = default;
        var run = Nursery.RunAsync<int>(async nursery =>
        {
            own = nursery.Token;
            nursery.Cancel("enough");
            await own.UntilCancelled();
            return 1;
        });
        var error = await Hang.Cancels(run);
        Assert.Equal(own, error.CancellationToken);
        Assert.Contains("enough", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S21_Cancel_AChildAcknowledged_TheResultCame_IsReturned()
    {
        Assert.Equal(8, await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            nursery.Start(token => token.UntilCancelled());
            nursery.Cancel();
            return Task.FromResult(8);
        })));
    }

    [Fact]
    public Task S22_CancelAgainstFailureAgainstCaller_OneReason_NothingLost() => Race.Repeat(async _ =>
    {
        using var caller = new CancellationTokenSource();
        var reasons = new CancelReason?[2];
        var run = Nursery.RunAsync(
            async nursery =>
            {
                nursery.Start(async _ =>
                {
                    await Checkpoint.YieldAsync(CancellationToken.None);
                    throw new Boom();
                });
                await Race.Both(() => nursery.Cancel("mine"), () => caller.Cancel());
                reasons[0] = nursery.Reason;
                await nursery.Token.Cancelled();
                reasons[1] = nursery.Reason;
            },
            caller.Token);
        await Hang.Throws<Boom>(run);
        Assert.NotNull(reasons[0]);
        Assert.Same(reasons[0], reasons[1]);
    });
}
