namespace NurseryGen.Tests.Conformance;

/// <summary>C40–C45, C53, C56–C58: who is cancelled, why, and what becomes of it.</summary>
public sealed class CancelTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public Task C40_CancelFromTwoThreads_OneCancel_FirstReasonStays() => Race.Repeat(async _ =>
    {
        var callbacks = 0;
        await Nursery.RunAsync(async nursery =>
        {
            using var registration = nursery.Token.Register(() => Interlocked.Increment(ref callbacks));
            string? seenByA = null, seenByB = null;
            await Race.Both(
                () =>
                {
                    nursery.Cancel("a");
                    seenByA = nursery.Reason?.Text;
                },
                () =>
                {
                    nursery.Cancel("b");
                    seenByB = nursery.Reason?.Text;
                });
            Assert.NotNull(seenByA);
            Assert.Equal(seenByA, seenByB);
            Assert.Equal(seenByA, nursery.Reason?.Text);
        });
        Assert.Equal(1, callbacks);
    });

    [Fact]
    public void C40_CancelScope_CancelTwice_FirstReasonStays_AlsoAfterDispose()
    {
        var scope = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan);
        scope.Cancel("first");
        scope.Cancel("second");
        Assert.Equal("first", scope.Reason?.Text);
        scope.Dispose();
        scope.Cancel("third");
        scope.Dispose();
        Assert.Equal("first", scope.Reason?.Text);
        Assert.True(scope.IsCancellationRequested);
        Assert.Throws<ObjectDisposedException>(() => scope.Token);
        Assert.Throws<ObjectDisposedException>(() => scope.CancelAfter(TimeSpan.Zero));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C41_CallerAndOwnDeadlineBothPass_TheCallerWins(bool deadlineFirst)
    {
        using var caller = new CancellationTokenSource();
        var noticed = new Gate();
        var mayUnwind = new Gate();

        var run = Nursery.RunAsync(
            async nursery =>
            {
                var token = nursery.Token;
                await token.Cancelled();
                noticed.Open();
                await mayUnwind;
                token.ThrowIfCancellationRequested();
            },
            new NurseryOptions { Timeout = TimeSpan.FromSeconds(1), TimeProvider = _clock, MoveOn = true },
            caller.Token);
        if (!deadlineFirst)
            await caller.CancelAsync();

        _clock.Advance(1_000);
        await noticed;
        await caller.CancelAsync();
        mayUnwind.Open();

        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
    }

    [Fact]
    public async Task C42_InnerAndOuterCancelled_InnerFirst_TheOutersEscapesTheInner()
    {
        using var outer = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan);
        var inner = CancelScope.MoveOnAfterAsync(
            Timeout.InfiniteTimeSpan,
            async scope =>
            {
                scope.Cancel("inner first");
                outer.Cancel("outer second");
                await scope.Token.UntilCancelled();
            },
            outer.Token);

        var escaped = await Hang.Cancels(inner);
        Assert.Equal(outer.Token, escaped.CancellationToken);
        Assert.True(outer.Catches(escaped));
    }

    [Fact]
    public async Task C42_InnerAlone_StaysInside()
    {
        using var outer = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan);
        var finished = await Hang.Guard(CancelScope.MoveOnAfterAsync(
            Timeout.InfiniteTimeSpan,
            async scope =>
            {
                scope.Cancel();
                await scope.Token.UntilCancelled();
            },
            outer.Token));

        Assert.False(finished);
        Assert.False(outer.IsCancellationRequested);
    }

    [Fact]
    public async Task C43_Cancelled_NobodyNoticed_CancelledCaughtFalse_ValueReturned()
    {
        CancelScope? seen = null;
        var value = await Hang.Guard(CancelScope.FailAfterAsync(Timeout.InfiniteTimeSpan, scope =>
        {
            seen = scope;
            scope.Cancel();
            return Task.FromResult(5);
        }));

        Assert.Equal(5, value);
        Assert.True(seen!.IsCancellationRequested);
        Assert.False(seen.CanceledCaught);
    }

    [Fact]
    public async Task C43_NurseryCancelled_NobodyNoticed_ValueReturned()
    {
        var value = await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            nursery.Cancel();
            nursery.Start(_ => Task.CompletedTask);
            return Task.FromResult(5);
        }));

        Assert.Equal(5, value);
    }

    [Fact]
    public async Task C44_Shield_UnaffectedByNurseryAndCaller_OwnTimeoutFires()
    {
        using var caller = new CancellationTokenSource();
        var shielded = new Gate();
        var log = new List<string>();

        var run = Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(async token =>
                {
                    await token.Cancelled();
                    using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(5), _clock);
                    log.Add(shield.Token.IsCancellationRequested ? "cancelled" : "untouched");
                    var wait = shield.Token.UntilCancelled();
                    shielded.Open();
                    var error = await Hang.Cancels(wait);
                    log.Add(shield.Catches(error) ? $"caught {shield.Reason!.Kind}" : "escaped");
                });
                return Task.CompletedTask;
            },
            caller.Token);

        await caller.CancelAsync();
        await shielded;
        Assert.False(run.IsCompleted);
        _clock.Advance(4_999);
        Assert.Equal(["untouched"], log);
        _clock.Advance(1);
        await Hang.Guard(run);
        Assert.Equal(["untouched", "caught Deadline"], log);
    }

    [Fact]
    public async Task C45_Grandchildren_AreAllCancelled()
    {
        var waiting = new CountdownEvent(6);
        var ready = new Gate();
        var cancelled = 0;

        await Hang.Guard(Nursery.RunAsync(async root =>
        {
            for (var i = 0; i < 2; i++)
            {
                root.Start(token => Nursery.RunAsync(
                    branch =>
                    {
                        for (var j = 0; j < 3; j++)
                            branch.Start(Leaf);

                        return Task.CompletedTask;
                    },
                    token));
            }

            await ready;
            root.Cancel();
        }));

        Assert.Equal(6, cancelled);

        async Task Leaf(CancellationToken token)
        {
            var wait = token.UntilCancelled();
            if (waiting.Signal())
                ready.Open();

            try
            {
                await wait;
            }
            finally
            {
                Interlocked.Increment(ref cancelled);
            }
        }
    }

    [Fact]
    public async Task C53_AlreadyCancelledCaller_BodyRunsToItsFirstCancelPoint()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var ran = "";

        var run = Nursery.RunAsync(
            async nursery =>
            {
                ran += "first line";
                await Checkpoint.YieldAsync(nursery.Token);
                ran += ", too far";
            },
            caller.Token);

        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
        Assert.Equal("first line", ran);
    }

    [Fact]
    public async Task C58_CancelReachesAChild_ThatAwaitsWithTheTokenOfANestedScope_Acknowledged()
    {
        OperationCanceledException? thrown = null;

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var waits = new Gate();
            nursery.Start(async token =>
            {
                using var scope = CancelScope.FailAfter(TimeSpan.FromHours(1), _clock, token);
                var wait = scope.Token.UntilCancelled();
                waits.Open();
                try
                {
                    await wait;
                }
                catch (OperationCanceledException error)
                {
                    thrown = error;
                    Assert.NotEqual(token, error.CancellationToken);
                    throw;
                }
            });
            await waits;
            nursery.Cancel();
        }));

        Assert.NotNull(thrown);
    }
}
