namespace NurseryGen.Tests.Rules;

/// <summary>S1–S7: what the conformance cases leave of the life rules.</summary>
public sealed class LifeRuleTests
{
    [ThreadStatic]
    private static bool t_starting;

    [Fact]
    public async Task S1_TheEntryCompletes_AfterTheBodyAndEveryChild_AndTheirChildren()
    {
        var grandchild = new Gate();
        var started = new Gate();
        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Start(_ =>
            {
                nursery.Start(_ =>
                {
                    started.Open();
                    return grandchild.Opened;
                });
                return Task.CompletedTask;
            });
            return Task.FromResult(1);
        });

        await started;
        Assert.False(run.IsCompleted);
        grandchild.Open();
        Assert.Equal(1, await Hang.Guard(run));
    }

    [Fact]
    public Task S2_StartFromAnyThread_WhileTheNurseryCloses_RunsOrThrows() => Race.Repeat(async _ =>
    {
        var mayEnd = new TaskCompletionSource();
        Nursery handle = default;
        var ran = 0;
        var ranAtExit = -1;
        var run = Nursery.RunAsync(nursery =>
        {
            handle = nursery;
            return mayEnd.Task;
        });
        var exit = run.ContinueWith(
            _ => ranAtExit = Volatile.Read(ref ran), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        Exception? refused = null;
        await Race.Both(
            () => mayEnd.SetResult(),
            () => refused = Record.Exception(() => handle.Start(async _ =>
            {
                await Checkpoint.YieldAsync(CancellationToken.None);
                Interlocked.Increment(ref ran);
            })));

        await exit;
        Assert.Equal(refused is null ? 1 : 0, ranAtExit);
        Assert.True(refused is null or InvalidOperationException);
    });

    [Fact]
    public async Task S3_TheBodysReturn_DoesNotCancelChildren()
    {
        var gate = new Gate();
        var cancelled = true;
        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Start(async token =>
            {
                await gate;
                cancelled = token.IsCancellationRequested;
            });
            return Task.CompletedTask;
        });
        gate.Open();
        await Hang.Guard(run);
        Assert.False(cancelled);
    }

    [Fact]
    public async Task S4_Queued_NeverRunsOnTheStartersStack()
    {
        var onStartersStack = false;
        await Race.Repeat(_ => Nursery.RunAsync(nursery =>
        {
            t_starting = true;
            nursery.Start(_ =>
            {
                onStartersStack |= t_starting;
                return Task.CompletedTask;
            });
            t_starting = false;
            return Task.CompletedTask;
        }));
        Assert.False(onStartersStack);
    }

    [Fact]
    public async Task S4_Inline_RunsOnTheStartersStack_UpToItsFirstIncompleteAwait()
    {
        var gate = new Gate();
        var log = new List<string>();
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            HandChild<Inline>.StartTask(nursery, async _ =>
            {
                log.Add("child begins");
                await Task.CompletedTask;
                log.Add("child waits");
                await gate;
                log.Add("child ends");
            });
            log.Add("start returned");
            gate.Open();
            return Task.CompletedTask;
        }));

        Assert.Equal(["child begins", "child waits", "start returned", "child ends"], log);
    }

    [Fact]
    public async Task S5_StartedInACancelledNursery_StillRuns_AndDisposesOfWhatItWasHanded()
    {
        var handed = new MemoryStream();
        var cancelled = false;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            nursery.Cancel();
            nursery.Start(
                async (stream, token) =>
                {
                    using (stream)
                    {
                        cancelled = token.IsCancellationRequested;
                        await Checkpoint.YieldAsync(token);
                    }
                },
                handed);
            return Task.CompletedTask;
        }));
        Assert.True(cancelled);
        Assert.False(handed.CanRead);
    }

    [Fact]
    public async Task S6_SuppressedFlow_InlineChildsChangesStayInside()
    {
        var local = new AsyncLocal<int> { Value = 1 };
        var after = -1;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            using (ExecutionContext.SuppressFlow())
            {
                HandChild<Inline>.Start(nursery, _ =>
                {
                    local.Value = 2;
                    return default;
                });
                after = local.Value;
                Assert.True(ExecutionContext.IsFlowSuppressed());
            }

            return Task.CompletedTask;
        }));

        Assert.Equal(1, after);
    }

    [Fact]
    public async Task S6_SuppressedFlow_IsRespected_AndTheStartersContextStays()
    {
        var local = new AsyncLocal<int> { Value = 1 };
        var seen = -1;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            using (ExecutionContext.SuppressFlow())
            {
                HandChild<Queued>.Start(nursery, _ =>
                {
                    seen = local.Value;
                    return default;
                });
            }

            return Task.CompletedTask;
        }));
        Assert.Equal(0, seen);
        Assert.Equal(1, local.Value);
    }

    [Theory]
    [InlineData("caller")]
    [InlineData("cancel")]
    [InlineData("deadline")]
    public async Task S7_TheWaitAtExit_IsNotCutShort(string by)
    {
        using var caller = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        var gate = new Gate();
        var cancelSeen = new Gate();
        Nursery handle = default;
        var run = Nursery.RunAsync(
            nursery =>
            {
                handle = nursery;
                nursery.Start(async token =>
                {
                    await token.Cancelled();
                    cancelSeen.Open();
                    await gate;
                });
                return nursery.Token.UntilCancelled();
            },
            new NurseryOptions { Timeout = TimeSpan.FromSeconds(1), TimeProvider = clock, MoveOn = true },
            caller.Token);

        switch (by)
        {
            case "caller":
                await caller.CancelAsync();
                break;
            case "cancel":
                handle.Cancel();
                break;
            default:
                clock.Advance(1_000);
                break;
        }

        await cancelSeen;
        Assert.False(run.IsCompleted);
        Assert.Equal(1, handle.ChildCount);
        gate.Open();
        await (by == "caller" ? Hang.Cancels(run) : Hang.Guard(run));
    }
}
