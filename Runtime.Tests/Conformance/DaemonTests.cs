namespace NurseryGen.Tests.Conformance;

/// <summary>C73, S27: daemons don't keep a nursery open, and are cancelled when nothing else does.</summary>
public sealed class DaemonTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task C73_S27_CancelledWhenTheBodyAndTheOthersAreDone()
    {
        var childEnds = new Gate();
        var daemonRuns = new Gate();
        CancelReason? reason = null;
        Nursery handle = default;

        var run = Nursery.RunAsync(nursery =>
        {
            handle = nursery;
            HandChild<Daemon>.StartTask(nursery, async token =>
            {
                var cancelled = token.Cancelled();
                daemonRuns.Open();
                await cancelled;
                reason = nursery.Reason;
                token.ThrowIfCancellationRequested();
            });
            nursery.Start(_ => childEnds.Opened);
            return Task.CompletedTask;
        });
        await daemonRuns;
        Assert.False(handle.IsCancellationRequested);
        childEnds.Open();
        await Hang.Guard(run);
        Assert.Equal(CancelReasonKind.BodyEnded, reason?.Kind);
    }

    [Fact]
    public async Task C73_S27_ItsFailureCounts_BeforeAndAfterTheOthersEnd()
    {
        Assert.Equal("early", await Tree.Of(Nursery.RunAsync(async nursery =>
        {
            HandChild<Daemon>.Start(nursery, _ => throw new Boom("early"));
            await nursery.Token.UntilCancelled();
        })));
        Assert.Equal("late", await Tree.Of(Nursery.RunAsync(nursery =>
        {
            HandChild<Daemon>.StartTask(nursery, async token =>
            {
                await token.Cancelled();
                throw new Boom("late");
            });
            return Task.CompletedTask;
        })));
    }

    [Fact]
    public async Task C73_S7_S27_ExitWaitsForItsCleanup()
    {
        var unwinding = new Gate();
        var mayEnd = new Gate();

        var run = Nursery.RunAsync(nursery =>
        {
            HandChild<Daemon>.StartTask(nursery, async token =>
            {
                await token.Cancelled();
                unwinding.Open();
                await mayEnd;
            });
            return Task.CompletedTask;
        });
        await unwinding;
        Assert.False(run.IsCompleted);
        mayEnd.Open();
        await Hang.Guard(run);
    }

    [Fact]
    public async Task C73_S8_S27_JoinDoesNotWaitForDaemons()
    {
        var childMayEnd = new Gate();

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            HandChild<Daemon>.StartTask(nursery, token => token.UntilCancelled());
            nursery.Start(_ => childMayEnd.Opened);
            var join = nursery.JoinAsync().AsTask();
            Assert.False(join.IsCompleted);
            childMayEnd.Open();
            await join;
            await nursery.JoinAsync();
            Assert.False(nursery.IsCancellationRequested);
            Assert.Equal(1, nursery.ChildCount);
        }));
    }

    [Fact]
    public async Task C73_S20_S27_TheResultIsReturned_AlsoWhereTheDaemonGaveWay()
    {
        Assert.Equal(7, await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            HandChild<Daemon>.StartTask(nursery, token => token.UntilCancelled());
            return Task.FromResult(7);
        })));
    }

    [Fact]
    public async Task C73_C75_S27_DeclaredNurseryWithADaemon_ReturnsItsResults()
    {
        Assert.Equal((1, "two"), await Hang.Guard(HandDeclared<int, string>.RunAsync(
            new NurseryInfo("Declared"),
            _ => new(1),
            _ => new("two"),
            more: nursery => HandChild<Daemon>.StartTask(nursery, token => token.UntilCancelled())).AsTask()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C73_S20_S27_CallerCancelsOrDeadlinePasses_WhileTheDaemonUnwinds_NoEffect(bool caller)
    {
        using var source = new CancellationTokenSource();
        var unwinding = new Gate();
        var mayEnd = new Gate();

        var run = Nursery.RunAsync(
            nursery =>
            {
                HandChild<Daemon>.StartTask(nursery, async token =>
                {
                    await token.Cancelled();
                    unwinding.Open();
                    await mayEnd;
                    token.ThrowIfCancellationRequested();
                });
                return Task.FromResult(7);
            },
            new NurseryOptions { Timeout = TimeSpan.FromSeconds(1), TimeProvider = _clock },
            source.Token);
        await unwinding;
        if (caller)
            await source.CancelAsync();
        else
            _clock.Advance(1_000);

        mayEnd.Open();
        Assert.Equal(7, await Hang.Guard(run));
    }

    [Fact]
    public async Task S27_S31_DaemonsTakeNoSlots()
    {
        var ran = 0;

        await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                for (var i = 0; i < 3; i++)
                {
                    HandChild<Daemon>.StartTask(nursery, token => token.UntilCancelled());
                    nursery.Start(_ =>
                    {
                        Interlocked.Increment(ref ran);
                        return Task.CompletedTask;
                    });
                }

                return Task.CompletedTask;
            },
            new NurseryOptions { MaxConcurrency = 1 }));
        Assert.Equal(3, ran);
    }

    [Fact]
    public async Task S27_AChildThatADaemonStarts_KeepsTheNurseryOpen()
    {
        var childRuns = new Gate();
        var mayEnd = new Gate();
        Nursery handle = default;

        var run = Nursery.RunAsync(async nursery =>
        {
            handle = nursery;
            HandChild<Daemon>.StartTask(nursery, token =>
            {
                nursery.Start(_ =>
                {
                    childRuns.Open();
                    return mayEnd.Opened;
                });
                return token.UntilCancelled();
            });
            await childRuns;
        });
        await childRuns;
        Assert.False(handle.IsCancellationRequested);
        mayEnd.Open();
        await Hang.Guard(run);
    }

    [Fact]
    public Task S27_LastChildEndsAsADaemonStarts_CancelledAllTheSame() => Race.Repeat(async _ =>
    {
        var childEnds = new TaskCompletionSource();
        var bodyEnds = new TaskCompletionSource();

        var run = Nursery.RunAsync(async nursery =>
        {
            HandChild<Inline>.StartTask(nursery, _ => childEnds.Task);
            HandChild<Inline>.StartTask(nursery, async _ =>
            {
                await bodyEnds.Task;
                HandChild<InlineDaemon>.StartTask(nursery, token => token.UntilCancelled());
            });
            await Task.CompletedTask;
        });
        await Race.Both(childEnds.SetResult, bodyEnds.SetResult);
        await run;
    });

    [Fact]
    public Task S8_S27_DaemonEndsAsTheLastChildDoes_TheJoinEndsOnce() => Race.Repeat(async _ =>
    {
        var childEnds = new TaskCompletionSource();
        var daemonEnds = new TaskCompletionSource();

        await Nursery.RunAsync(async nursery =>
        {
            HandChild<InlineDaemon>.StartTask(nursery, _ => daemonEnds.Task);
            HandChild<InlineDaemon>.StartTask(nursery, token => token.UntilCancelled());
            HandChild<Inline>.StartTask(nursery, _ => childEnds.Task);
            var join = nursery.JoinAsync().AsTask();
            await Race.Both(childEnds.SetResult, daemonEnds.SetResult);
            await join;
            await nursery.JoinAsync();
        });
    });

    [Fact]
    public async Task S27_S38_AScopeThatHadDaemons_IsPlainAgain()
    {
        for (var round = 0; round < 10; round++)
        {
            await Hang.Guard(Nursery.RunAsync(nursery =>
            {
                HandChild<Daemon>.StartTask(nursery, token => token.UntilCancelled());
                return Task.CompletedTask;
            }));
            await Hang.Guard(Nursery.RunAsync(async nursery =>
            {
                var gate = new Gate();
                var child = nursery.Start(_ => gate.Opened);
                var other = nursery.Start(_ => Task.CompletedTask);
                await other;
                Assert.False(nursery.IsCancellationRequested);
                gate.Open();
                await child;
                await nursery.JoinAsync();
                Assert.False(nursery.IsCancellationRequested);
            }));
        }
    }
}
