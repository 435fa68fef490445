namespace NurseryGen.Tests.Conformance;

/// <summary>C60, C61, S14: a failure cancels nobody, and what somebody saw is handled.</summary>
public sealed class SuperviseTests
{
    private static readonly NurseryOptions s_supervise = new() { Policy = NurseryPolicy.Supervise, Name = "Supervising" };

    [Fact]
    public async Task C60_S14_OneOfThreeFails_TheOthersFinish_RaisedAtExit()
    {
        var boom = new Boom();
        var failed = new Gate();
        var finished = 0;

        var error = await Hang.Throws<Boom>(Nursery.RunAsync(
            async nursery =>
            {
                nursery.Start(_ =>
                {
                    failed.Open();
                    throw boom;
                });
                for (var i = 0; i < 2; i++)
                {
                    nursery.Start(async token =>
                    {
                        await failed;
                        token.ThrowIfCancellationRequested();
                        Interlocked.Increment(ref finished);
                    });
                }

                await nursery.JoinAsync();
                Assert.False(nursery.IsCancellationRequested);
            },
            s_supervise));

        Assert.Same(boom, error);
        Assert.Equal(2, finished);
    }

    [Fact]
    public async Task C60_S11_S14_SeveralFail_AGroupInOrder_TheBodysToo()
    {
        Assert.Equal("[a, b, body]", await Tree.Of(Nursery.RunAsync(
            async nursery =>
            {
                nursery.Start(_ => throw new Boom("a"));
                await nursery.JoinAsync();
                nursery.Start(_ => throw new Boom("b"));
                await nursery.JoinAsync();
                throw new Boom("body");
            },
            s_supervise)));
    }

    [Theory]
    [InlineData("await")]
    [InlineData("outcome")]
    [InlineData("result")]
    public async Task C61_S14_FailedHandleObserved_NothingAtExit(string how)
    {
        var boom = new Boom();

        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                var child = nursery.Start<int>(async _ =>
                {
                    await Task.Yield();
                    throw boom;
                });
                if (how == "await")
                {
                    Assert.Same(boom, await Assert.ThrowsAsync<Boom>(async () => await child));
                    return;
                }

                await nursery.JoinAsync();
                var seen = how == "outcome" ? child.Outcome.Exception : Record.Exception(() => child.Result);
                Assert.Same(boom, seen);
            },
            s_supervise));
    }

    [Fact]
    public async Task C61_S14_OnlyWhatWasObservedIsHandled()
    {
        Assert.Equal("unseen", await Tree.Of(Nursery.RunAsync(
            async nursery =>
            {
                var seen = nursery.Start(_ => throw new Boom("seen"));
                nursery.Start(_ => throw new Boom("unseen"));
                await Assert.ThrowsAsync<Boom>(async () => await seen);
            },
            s_supervise)));
    }

    [Fact]
    public async Task C61_S14_S19_ASiblingAwaitsTheHandle_AndFailsWithIt_NotLost()
    {
        // The failure was seen, but by one who failed with it in turn, which nobody saw.
        Assert.Equal("boom", await Tree.Of(Nursery.RunAsync(
            nursery =>
            {
                var first = nursery.Start(_ => throw new Boom());
                nursery.Start(async _ => await first);
                return Task.CompletedTask;
            },
            s_supervise)));
    }

    [Fact]
    public async Task C61_S14_S19_OneInstanceFromTwoChildren_OneOfThemSeen_NotLost()
    {
        var boom = new Boom();
        foreach (var seenFirst in new[] { true, false })
        {
            Assert.Equal("boom", await Tree.Of(Nursery.RunAsync(
                async nursery =>
                {
                    var first = nursery.Start(_ => throw boom);
                    await nursery.JoinAsync();
                    var second = nursery.Start(_ => throw boom);
                    await nursery.JoinAsync();
                    Assert.True((seenFirst ? first : second).Outcome.IsFailure);
                },
                s_supervise)));
        }
    }

    [Fact]
    public async Task C61_S14_ASiblingAwaitsTheHandle_AndIsSeenToo_Handled()
    {
        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                var first = nursery.Start(_ => throw new Boom());
                var second = nursery.Start(async _ => await first);
                await Assert.ThrowsAsync<Boom>(async () => await second);
            },
            s_supervise));
    }

    [Fact]
    public async Task S14_S15_UnseenFailure_TheResultNobodyReachesIsDisposed()
    {
        var result = new Tracked();

        await Hang.Throws<Boom>(Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(_ => throw new Boom());
                return Task.FromResult(result);
            },
            s_supervise));
        Assert.Equal(1, result.Disposals);
    }

    [Fact]
    public async Task S14_Cancel_StillCancelsAll()
    {
        var cancelled = 0;

        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                for (var i = 0; i < 3; i++)
                {
                    nursery.Start(async token =>
                    {
                        await token.Cancelled();
                        Interlocked.Increment(ref cancelled);
                    });
                }

                nursery.Cancel();
                await nursery.JoinAsync();
            },
            s_supervise));
        Assert.Equal(3, cancelled);
    }
}
