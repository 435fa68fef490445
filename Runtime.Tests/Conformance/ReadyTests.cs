namespace NurseryGen.Tests.Conformance;

/// <summary>C30–C38, S28–S30: children that say when they are ready.</summary>
public sealed class ReadyTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task C30_S28_Set_TheStarterGetsTheValue_TheChildGoesOn()
    {
        var gate = new Gate();
        var ended = false;

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var port = await nursery.StartAsync<int>(async (ready, _) =>
            {
                ready.Set(8080);
                await gate;
                ended = true;
            });
            Assert.Equal(8080, port);
            Assert.Equal(1, nursery.ChildCount);
            Assert.False(ended);
            gate.Open();
        }));
        Assert.True(ended);
    }

    [Fact]
    public async Task C30_S28_SetWithoutAValue()
    {
        var gate = new Gate();

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            await HandReady<Inline>.StartAsync(nursery, async (ready, _) =>
            {
                ready.Set();
                await gate;
            });
            gate.Open();
        }));
    }

    [Fact]
    public async Task C30_S28_TheStarterGoesOn_ElsewhereThanOnTheChildsStack()
    {
        // A starter that blocks until the child has gone on would wait for ever, were it to run inside Set.
        using var childWentOn = new ManualResetEventSlim();

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var mayBeReady = new Gate();
            var starter = WaitThenBlock(nursery.StartAsync<int>(async (ready, _) =>
            {
                await mayBeReady;
                ready.Set(1);
                childWentOn.Set();
            }));
            mayBeReady.Open();
            Assert.True(await starter, "the child stands still inside Set");
        }));

        async Task<bool> WaitThenBlock(ValueTask<int> started)
        {
            await started.ConfigureAwait(false);
            return childWentOn.Wait(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public Task C30_S28_SetWhileTheStarterBeginsToWait_NothingLost() => Race.Repeat(async round =>
    {
        await Nursery.RunAsync(async nursery => Assert.Equal(round, await nursery.StartAsync<int>((ready, _) =>
        {
            ready.Set(round);
            return Task.CompletedTask;
        })));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C31_S29_ThrowBeforeSet_TheStarterGetsItAsItself_NurseryUnharmed(bool atOnce)
    {
        var boom = new Boom();

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var error = await Hang.Throws<Boom>(nursery.StartAsync<int>(async (_, _) =>
            {
                if (!atOnce)
                    await Task.Yield();

                throw boom;
            }).AsTask());
            Assert.Same(boom, error);
            Assert.False(nursery.IsCancellationRequested);
        }));
    }

    [Fact]
    public async Task C31_S19_S29_ThrowBeforeSet_NobodyAwaitsTheStart_TheNurserysAfterAll()
    {
        var boom = new Boom();

        var error = await Hang.Throws<Boom>(Nursery.RunAsync(nursery =>
        {
            _ = nursery.StartAsync<int>((_, _) => throw boom);
            return Task.CompletedTask;
        }));
        Assert.Same(boom, error);
    }

    [Fact]
    public async Task C31_S29_ThrowBeforeSet_TheStarterThrowsItOn_CountsOnce()
    {
        Assert.Equal("boom", await Tree.Of(Nursery.RunAsync(async nursery => await nursery.StartAsync<int>((_, _) => throw new Boom()))));
    }

    [Fact]
    public async Task C32_S29_ReturnWithoutSet_InvalidOperationAtTheStarter_NamesTheChild()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var error = await Hang.Throws<InvalidOperationException>(
                nursery.StartAsync<int>((_, _) => Task.CompletedTask, name: "Forgetful").AsTask());
            Assert.Contains("Forgetful", error.Message, StringComparison.Ordinal);
            Assert.False(nursery.IsCancellationRequested);
        }));
    }

    [Fact]
    public async Task C33_S29_SetTwice_InvalidOperationInTheChild()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            InvalidOperationException? second = null;
            var value = await nursery.StartAsync<int>((ready, _) =>
            {
                ready.Set(1);
                second = Assert.Throws<InvalidOperationException>(() => ready.Set(2));
                return Task.CompletedTask;
            });
            await nursery.JoinAsync();
            Assert.Equal(1, value);
            Assert.NotNull(second);
        }));
    }

    [Fact]
    public void C33_DefaultReady_InvalidOperation()
    {
        Assert.Throws<InvalidOperationException>(() => default(Ready).Set());
        Assert.Throws<InvalidOperationException>(() => default(Ready<int>).Set(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C34_S30_StartersTokenCancelledBeforeSet_TheChildIsCancelled_TheStarterGetsItsOwnToken(bool before)
    {
        using var starter = new CancellationTokenSource();
        var running = new Gate();
        var sawCancelled = false;
        if (before)
            await starter.CancelAsync();

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var started = nursery.StartAsync<int>(
                async (_, token) =>
                {
                    running.Open();
                    try
                    {
                        await token.UntilCancelled();
                    }
                    finally
                    {
                        sawCancelled = token.IsCancellationRequested;
                    }
                },
                starter.Token).AsTask();
            await running;
            await starter.CancelAsync();
            Assert.Equal(starter.Token, (await Hang.Cancels(started)).CancellationToken);
            Assert.False(nursery.IsCancellationRequested);
        }));
        Assert.True(sawCancelled);
    }

    [Fact]
    public async Task C34_S30_StartersTokenCancelledAfterSet_MeansNothing()
    {
        using var starter = new CancellationTokenSource();
        var gate = new Gate();

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var childToken = await nursery.StartAsync<CancellationToken>(
                async (ready, token) =>
                {
                    ready.Set(token);
                    await gate;
                },
                starter.Token);
            await starter.CancelAsync();
            Assert.False(childToken.IsCancellationRequested);
            gate.Open();
        }));
    }

    [Fact]
    public Task C34_S30_StartersTokenCancelledAtTheMomentOfSet_OneOutcomeForTheStarter_NoHang() => Race.Repeat(async _ =>
    {
        using var starter = new CancellationTokenSource();
        var mayBeReady = new TaskCompletionSource();
        await Nursery.RunAsync(async nursery =>
        {
            var started = HandReady<Inline, int>.StartAsync(
                nursery,
                async (ready, token) =>
                {
                    await mayBeReady.Task;
                    token.ThrowIfCancellationRequested();
                    ready.Set(1);
                },
                starter.Token).AsTask();
            await Race.Both(mayBeReady.SetResult, starter.Cancel);
            try
            {
                Assert.Equal(1, await started);
            }
            catch (OperationCanceledException error)
            {
                Assert.Equal(starter.Token, error.CancellationToken);
            }
        });
    });

    [Fact]
    public async Task C35_FailureAfterSet_IsTheNurserys()
    {
        var boom = new Boom();

        var error = await Hang.Throws<Boom>(Nursery.RunAsync(async nursery =>
        {
            Assert.Equal(1, await nursery.StartAsync<int>(async (ready, _) =>
            {
                ready.Set(1);
                await Task.Yield();
                throw boom;
            }));
            await nursery.Token.UntilCancelled();
        }));
        Assert.Same(boom, error);
    }

    [Fact]
    public async Task C36_StartAfterExit_InvalidOperation_NamesTheNursery()
    {
        Nursery handle = default;
        await Nursery.RunAsync(
            nursery =>
            {
                handle = nursery;
                return Task.CompletedTask;
            },
            new NurseryOptions { Name = "Gone" });

        var error = Assert.Throws<InvalidOperationException>(() => { _ = handle.StartAsync<int>((_, _) => Task.CompletedTask); });
        Assert.Contains("Gone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C37_S30_PendingStart_BodyDone_TheNurseryStaysOpen()
    {
        var mayBeReady = new Gate();
        Task<int>? started = null;

        var run = Nursery.RunAsync(nursery =>
        {
            started = nursery.StartAsync<int>(async (ready, _) =>
            {
                await mayBeReady;
                ready.Set(1);
            }).AsTask();
            return Task.CompletedTask;
        });
        Assert.False(run.IsCompleted);
        mayBeReady.Open();
        await Hang.Guard(run);
        Assert.Equal(1, await started!);
    }

    [Fact]
    public async Task C38_S30_NurseryCancelledBeforeSet_ChildAndStarterCancelled()
    {
        var running = new Gate();
        Task? started = null;

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            started = nursery.StartAsync<int>((_, token) =>
            {
                running.Open();
                return token.UntilCancelled();
            }).AsTask();
            await running;
            nursery.Cancel("enough");
            await Hang.Cancels(started);
        }));
        await Hang.Cancels(started!);
    }

    [Fact]
    public async Task C38_S5_S30_NurseryCancelledBeforeTheStart_TheChildStillRuns_Cancelled()
    {
        var sawCancelled = false;

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            nursery.Cancel();
            await Hang.Cancels(nursery.StartAsync<int>((_, token) =>
            {
                sawCancelled = token.IsCancellationRequested;
                return token.UntilCancelled();
            }).AsTask());
        }));
        Assert.True(sawCancelled);
    }

    [Fact]
    public async Task S24_S29_ChildsOwnTimeoutBeforeSet_IsTheStarters()
    {
        var running = new Gate();

        var run = Entry.RunAsync(
            new NurseryInfo("Ready"),
            async nursery =>
            {
                var started = HandReady<Timed, int>.StartAsync(nursery, (_, token) =>
                {
                    var wait = token.UntilCancelled();
                    running.Open();
                    return wait;
                });
                await Hang.Throws<NurseryTimeoutException>(started.AsTask());
                Assert.False(nursery.IsCancellationRequested);
            },
            _clock).AsTask();
        await running;
        _clock.Advance(5_000);
        await Hang.Guard(run);
    }

    [Fact]
    public async Task S29_Supervise_ASiblingAwaitsTheStart_AndFailsWithIt_NotLost()
    {
        // The sibling saw the failure and threw it on; nobody saw the sibling's.
        Assert.Equal("boom", await Tree.Of(Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(async _ => { await nursery.StartAsync<int>((_, _) => throw new Boom()); });
                return Task.CompletedTask;
            },
            new NurseryOptions { Policy = NurseryPolicy.Supervise })));
    }
}
