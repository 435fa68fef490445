namespace NurseryGen.Tests.Conformance;

/// <summary>C62–C64, S15: the first success wins; the rest are cancelled, awaited, disposed.</summary>
public sealed class RaceTests
{
    private static readonly NurseryInfo s_info = new("Racing") { Policy = NurseryPolicy.Race };
    private static readonly NurseryOptions s_race = new() { Policy = NurseryPolicy.Race, Name = "Racing" };

    [Fact]
    public async Task C62_S15_FirstSuccessWins_LosersCancelled_JoinedBeforeReturn()
    {
        var cleanedUp = false;
        CancelReason? reason = null;

        var won = await Hang.Guard(Nursery.RunAsync<string>(
            async nursery =>
            {
                var losing = new Gate();
                nursery.Start<string>(async token =>
                {
                    losing.Open();
                    try
                    {
                        await token.UntilCancelled();
                        return "lost";
                    }
                    finally
                    {
                        await Task.Yield();
                        cleanedUp = true;
                    }
                });
                await losing;
                nursery.Start(_ => Task.FromResult("won"), name: "Winner");
                await nursery.Token.Cancelled();
                reason = nursery.Reason;
                throw new OperationCanceledException(nursery.Token);
            },
            s_race));

        Assert.Equal("won", won);
        Assert.True(cleanedUp);
        Assert.Equal(CancelReasonKind.RaceWon, reason?.Kind);
        Assert.Equal("Winner", reason?.Child?.Name);
    }

    [Fact]
    public async Task C68_S15_BodyThrows_TheRaceIsOff()
    {
        var failure = new Boom("body");
        var unwound = false;
        var run = Nursery.RunAsync<string>(
            async nursery =>
            {
                var racing = new Gate();
                nursery.Start<string>(async token =>
                {
                    racing.Open();
                    try
                    {
                        await token.UntilCancelled();
                        return "lost";
                    }
                    finally
                    {
                        unwound = true;
                    }
                });
                await racing;
                throw failure;
            },
            s_race);

        Assert.Same(failure, await Assert.ThrowsAsync<Boom>(() => Hang.Guard(run)));
        Assert.True(unwound);
    }

    [Fact]
    public async Task C62_S15_Void_AChildWithAResult_TakesPart() => await Hang.Guard(Nursery.RunAsync(
        nursery =>
        {
            nursery.Start(token => token.UntilCancelled());
            nursery.Start(_ => Task.FromResult(1));
            return Task.CompletedTask;
        },
        s_race));

    [Fact]
    public async Task C62_S15_Void_FirstSuccessWins()
    {
        await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(token => token.UntilCancelled());
                nursery.Start(_ => throw new Boom("lost"));
                nursery.Start(_ => Task.CompletedTask);
                return Task.CompletedTask;
            },
            s_race));
    }

    [Fact]
    public Task C62_S15_TwoSucceedAtOnce_OneWins_TheOtherIsDisposed() => Race.Repeat(async _ =>
    {
        var results = new[] { new Tracked("a"), new Tracked("b") };
        var sources = new[] { new TaskCompletionSource<Tracked>(), new TaskCompletionSource<Tracked>() };

        var run = HandRace<Tracked>.RunAsync(s_info, _ => new(sources[0].Task), _ => new(sources[1].Task)).AsTask();
        await Race.Both(() => sources[0].SetResult(results[0]), () => sources[1].SetResult(results[1]));
        var won = await run;

        Assert.Equal(0, won.Disposals);
        Assert.Equal(1, results.Single(result => result != won).Disposals);
    });

    [Theory]
    [InlineData("declared")]
    [InlineData("each")]
    [InlineData("started")]
    public async Task C63_S15_LateLoserSucceeded_ItsResultIsDisposed_BeforeTheRaceReturns(string form)
    {
        var mayEnd = new Gate();
        var winner = new TrackedAsync(Task.CompletedTask);
        var loser = new TrackedAsync(mayEnd.Opened);
        var lastLap = new Gate();

        async ValueTask<TrackedAsync> Racer(int lane, CancellationToken token)
        {
            if (lane == 0)
            {
                await lastLap;
                return winner;
            }

            var cancelled = token.Cancelled();
            lastLap.Open();
            await cancelled;
            return loser;
        }

        var run = form switch
        {
            "declared" => HandRace<TrackedAsync>.RunAsync(s_info, token => Racer(0, token), token => Racer(1, token)).AsTask(),
            "each" => Each.RaceAsync(s_info, [0, 1], Racer).AsTask(),
            _ => Nursery.RunAsync<TrackedAsync>(
                async nursery =>
                {
                    nursery.Start(token => Racer(0, token).AsTask());
                    nursery.Start(token => Racer(1, token).AsTask());
                    await nursery.JoinAsync();
                    throw new InvalidOperationException("The join was to be cancelled.");
                },
                s_race),
        };

        await loser.Begun;
        Assert.False(run.IsCompleted);
        mayEnd.Open();
        Assert.Same(winner, await Hang.Guard(run));
        Assert.Equal(0, winner.Disposals);
        Assert.Equal(1, loser.Disposals);
    }

    [Fact]
    public async Task C63_S15_BodyWins_AndTheBodyLoses()
    {
        var bodys = new Tracked("body");
        var childs = new Tracked("child");

        var first = await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                nursery.Start<Tracked>(async token =>
                {
                    await token.UntilCancelled();
                    return childs;
                });
                return Task.FromResult(bodys);
            },
            s_race));
        Assert.Same(bodys, first);
        Assert.Equal(0, bodys.Disposals);

        var second = await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                nursery.Start(_ => Task.FromResult(childs));
                await nursery.Token.Cancelled();
                return bodys;
            },
            s_race));
        Assert.Same(childs, second);
        Assert.Equal(1, bodys.Disposals);
        Assert.Equal(0, childs.Disposals);
    }

    [Fact]
    public async Task C64_S15_AllFail_AGroupOfAll()
    {
        Assert.Equal("[a, b]", await Tree.Of(HandRace<int>.RunAsync(
            s_info, _ => throw new Boom("a"), async _ =>
            {
                await Task.Yield();
                throw new Boom("b");
            }).AsTask()) is "[a, b]" or "[b, a]" ? "[a, b]" : "not both");
        Assert.Equal("[1, 2, 3]", await Tree.Of(Each.RaceAsync<int, int>(
            new NurseryInfo("One by one") { Policy = NurseryPolicy.Race, MaxConcurrency = 1 },
            [1, 2, 3],
            (item, _) => throw new Boom($"{item}")).AsTask()));
    }

    [Fact]
    public async Task C64_S15_FailuresBeforeTheWin_AreForgotten()
    {
        Assert.Equal(3, await Hang.Guard(Each.RaceAsync(
            new NurseryInfo("One by one") { Policy = NurseryPolicy.Race, MaxConcurrency = 1 },
            [1, 2, 3],
            (item, _) => item == 3 ? new ValueTask<int>(3) : throw new Boom($"{item}")).AsTask()));
    }

    [Fact]
    public async Task S15_NobodyTakesPart_InvalidOperation_NamesTheRace()
    {
        var error = await Hang.Throws<InvalidOperationException>(Each.RaceAsync<int, int>(s_info, [], (_, _) => new(1)).AsTask());
        Assert.Contains("Racing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S15_S17_CallerCancels_BeforeAnybodyWins()
    {
        using var caller = new CancellationTokenSource();
        var running = new Gate();

        var run = HandRace<int>.RunAsync(s_info, Racer, Racer, caller.Token).AsTask();
        await running;
        await caller.CancelAsync();
        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);

        async ValueTask<int> Racer(CancellationToken token)
        {
            running.Open();
            await token.UntilCancelled();
            return 1;
        }
    }

    [Fact]
    public async Task S15_S19_DisposingALoserFails_NotLost_AndTheWinnerIsDisposed()
    {
        var winner = new Tracked();
        var bad = new BadDisposable();

        Assert.Equal("dispose", await Tree.Of(HandRace<IDisposable>.RunAsync(
            s_info,
            _ => new(winner),
            async token =>
            {
                await token.Cancelled();
                return bad;
            }).AsTask()));
        Assert.Equal(1, winner.Disposals);
    }

    private sealed class BadDisposable : IDisposable
    {
        public void Dispose() => throw new Boom("dispose");
    }
}
