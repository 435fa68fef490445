using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S28 to S30: what a child says and what becomes of its starter, at the same moment. One of them wins; nobody hangs, and no child
/// is lost.</summary>
public sealed class ReadyRaceTests
{
    [Fact]
    public Task S28_S30_SetFromOutside_AgainstTheStartersToken_OneWins() => Race.Repeat(_ => Task.Run(async () =>
    {
        using var starter = new CancellationTokenSource();
        var told = new TaskCompletionSource<Ready<int>>();
        var ended = false;
        await Nursery.RunAsync(async nursery =>
        {
            var started = HandReady<Inline, int>.StartAsync(
                nursery,
                async (ready, token) =>
                {
                    told.SetResult(ready);
                    try
                    {
                        await token.UntilCancelled();
                    }
                    finally
                    {
                        ended = true;
                    }
                },
                starter.Token).AsTask();
            var ready = await told.Task;
            Exception? refused = null;
            await Race.Both(() => refused = Record.Exception(() => ready.Set(1)), starter.Cancel);
            var error = await Record.ExceptionAsync(() => Hang.Guard(started));
            if (refused is null)
            {
                // It was ready, so it goes on in the nursery, unless its starter had given it up just before.
                Assert.Null(error);
            }
            else
            {
                Assert.IsType<InvalidOperationException>(refused);
                Assert.Equal(starter.Token, Assert.IsAssignableFrom<OperationCanceledException>(error).CancellationToken);
            }

            nursery.Cancel();
        });
        Assert.True(ended, "the child was lost");
    }));

    [Fact]
    public Task S29_SetFromOutside_AgainstTheChildsEnd_OneWins() => Race.Repeat(_ => Task.Run(async () =>
    {
        var told = new TaskCompletionSource<Ready<int>>();
        var mayEnd = new TaskCompletionSource();
        await Nursery.RunAsync(async nursery =>
        {
            var started = HandReady<Inline, int>.StartAsync(nursery, (ready, _) =>
            {
                told.SetResult(ready);
                return mayEnd.Task;
            }).AsTask();
            var ready = await told.Task;
            Exception? refused = null;
            await Race.Both(() => refused = Record.Exception(() => ready.Set(1)), mayEnd.SetResult);
            var error = await Record.ExceptionAsync(() => Hang.Guard(started));
            Assert.Equal(refused is null, error is null);
            Assert.True(error is null or InvalidOperationException);
        });
    }));

    [Fact]
    public Task S29_TwoSetAtOnce_OneIsRefused() => Race.Repeat(_ => Task.Run(async () =>
    {
        var refused = 0;
        await Nursery.RunAsync(async nursery =>
        {
            var value = await nursery.StartAsync<int>(async (ready, _) =>
            {
                await Race.Both(() => Set(1), () => Set(2));

                void Set(int number)
                {
                    if (Record.Exception(() => ready.Set(number)) is { } error)
                    {
                        Assert.IsType<InvalidOperationException>(error);
                        Interlocked.Increment(ref refused);
                    }
                }
            });
            Assert.InRange(value, 1, 2);
        });
        Assert.Equal(1, refused);
    }));

    /// <summary>Litmus: the words themselves, within few nanoseconds.</summary>
    [Theory]
    [InlineData("set")]
    [InlineData("end")]
    public async Task S28_S29_TwoEndTheStartersWait_OneIsRefused(string other)
    {
        const int Batches = 20;
        const int Sources = 2_000;
        for (var batch = 0; batch < Batches; batch++)
        {
            var sources = Enumerable.Range(0, Sources)
                .Select(_ => new ReadySource<int>(new HandReady<Queued, int>())).ToArray();
            var won = new bool[2, Sources];
            await InStep.Run(
                Sources,
                i => won[0, i] = TrySet(sources[i], 1),
                i => won[1, i] = other == "set" ? TrySet(sources[i], 2) : sources[i].TryEnd(new Boom()));
            for (var i = 0; i < Sources; i++)
            {
                Assert.True(won[0, i] != won[1, i], $"batch {batch}, {i}: both were accepted, or none");
                var error = await Record.ExceptionAsync(async () =>
                    Assert.Equal(won[0, i] ? 1 : 2, await new ValueTask<int>(sources[i], sources[i].Token)));
                Assert.Equal(won[1, i] && other == "end", error is Boom);
            }
        }

        static bool TrySet(ReadySource<int> source, int value)
        {
            try
            {
                source.Set(value);
                return true;
            }
            catch (InvalidOperationException error) when (error.Message.Contains("already", StringComparison.Ordinal))
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task S30_StartersToken_AgainstTheChildsBeginning_TheChildHearsOfIt(int limit) => Race.Repeat(_ => Task.Run(async () =>
    {
        using var starter = new CancellationTokenSource();
        var mayEnd = new TaskCompletionSource();
        await Nursery.RunAsync(
            async nursery =>
            {
                if (limit > 0)
                    nursery.Start(_ => mayEnd.Task);

                Task started = null!;
                await Race.Both(
                    () => started = nursery.StartAsync<int>((_, token) => token.UntilCancelled(), starter.Token).AsTask(),
                    () =>
                    {
                        starter.Cancel();
                        if (limit > 0)
                            mayEnd.SetResult();
                    });
                Assert.Equal(starter.Token, (await Hang.Cancels(started)).CancellationToken);
                Assert.False(nursery.IsCancellationRequested);
            },
            new NurseryOptions { MaxConcurrency = limit });
    }));

    /// <summary>The slot is never given back: only its own token lets the child go.</summary>
    [Fact]
    public Task S30_S31_StartersToken_AgainstTheWaitForASlot_TheChildIsLetGo() => Race.Repeat(_ => Task.Run(async () =>
    {
        using var starter = new CancellationTokenSource();
        var mayEnd = new TaskCompletionSource();
        await Nursery.RunAsync(
            async nursery =>
            {
                nursery.Start(_ => mayEnd.Task);
                Task started = null!;
                await Race.Both(
                    () => started = nursery.StartAsync<int>((_, token) => token.UntilCancelled(), starter.Token).AsTask(), starter.Cancel);
                Assert.Equal(starter.Token, (await Hang.Cancels(started)).CancellationToken);
                mayEnd.SetResult();
            },
            new NurseryOptions { MaxConcurrency = 1 });
    }));
}
