namespace NurseryGen.Tests.Conformance;

/// <summary>C71, C72, S34: results read while the nursery runs.</summary>
public sealed class StreamTests
{
    private static readonly NurseryInfo s_info = new("Stream");
    private static readonly NurseryInfo s_two = new("Stream of two") { MaxConcurrency = 2 };

    [Fact]
    public async Task S34_ReadToItsEnd_InOrderOfCompletion()
    {
        var gates = Enumerable.Range(0, 3).Select(_ => new Gate()).ToArray();
        var stream = Each.StreamAsync(s_info, [0, 1, 2], async (item, _) =>
        {
            await gates[item];
            return item;
        });

        await using var reader = stream.GetAsyncEnumerator();
        foreach (var next in new[] { 2, 0, 1 })
        {
            var move = reader.MoveNextAsync().AsTask();
            gates[next].Open();
            Assert.True(await Hang.Guard(move));
            Assert.Equal(next, reader.Current);
        }

        Assert.False(await Hang.Guard(reader.MoveNextAsync().AsTask()));
    }

    [Fact]
    public async Task C71_S34_LeftEarly_AllChildrenJoined_BeforeDisposeReturns()
    {
        var running = new Gate();
        var mayEnd = new Gate();
        var unwinding = new Gate();
        var sequence = new Sequence(10);

        var reader = Each.StreamAsync(s_two, sequence, async (item, token) =>
        {
            if (item == 0)
            {
                await running;
                return item;
            }

            var cancelled = token.Cancelled();
            running.Open();
            await cancelled;
            unwinding.Open();
            await mayEnd;
            token.ThrowIfCancellationRequested();
            return item;
        }).GetAsyncEnumerator();
        Assert.True(await Hang.Guard(reader.MoveNextAsync().AsTask()));
        var disposal = reader.DisposeAsync().AsTask();
        await unwinding;
        Assert.False(disposal.IsCompleted);
        mayEnd.Open();
        await Hang.Guard(disposal);
        Assert.Equal(1, sequence.Disposals);
    }

    [Fact]
    public async Task C71_S34_AChildFails_OthersJoined_ThatException_AfterWhatWasRead()
    {
        var firstRead = new Gate();
        var joined = false;
        var read = new List<int>();

        var error = await Tree.Of(ReadAsync());
        Assert.Equal("boom", error);
        Assert.Equal([0], read);
        Assert.True(joined);

        async Task ReadAsync()
        {
            var stream = Each.StreamAsync(s_info, [0, 1, 2], async (item, token) =>
            {
                switch (item)
                {
                    case 0:
                        return 0;
                    case 1:
                        await firstRead;
                        throw new Boom();
                    default:
                        await token.Cancelled();
                        joined = true;
                        throw new OperationCanceledException(token);
                }
            });
            await foreach (var result in stream)
            {
                read.Add(result);
                firstRead.Open();
            }
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task C71_S17_S34_Cancelled_OperationCanceledWithTheTokenThatWas(bool ofTheMethod, bool ofTheEnumeration)
    {
        using var method = new CancellationTokenSource();
        using var enumeration = new CancellationTokenSource();
        var cancelled = ofTheMethod ? method : enumeration;
        var running = new Gate();
        var stream = Each.StreamAsync<int, int>(
            s_two,
            [0, 1, 2],
            async (item, token) =>
            {
                var wait = token.UntilCancelled();
                running.Open();
                await wait;
                return item;
            },
            caller: ofTheMethod ? method.Token : default);

        var read = Task.Run(async () =>
        {
            await foreach (var _ in stream.WithCancellation(ofTheEnumeration ? enumeration.Token : default))
                Assert.Fail("nothing completes");
        });
        await running;
        await cancelled.CancelAsync();
        Assert.Equal(cancelled.Token, (await Hang.Cancels(read)).CancellationToken);
    }

    [Fact]
    public async Task C72_S34_SlowReader_WhatRunsAndWhatIsUnread_IsBounded()
    {
        var sequence = new Sequence(20);
        var finished = 0;
        await using var reader = Each.StreamAsync(s_two, sequence, (item, _) =>
        {
            Interlocked.Increment(ref finished);
            return new ValueTask<int>(item);
        }).GetAsyncEnumerator();

        for (var read = 1; read <= 20; read++)
        {
            Assert.True(await Hang.Guard(reader.MoveNextAsync().AsTask()));

            // The one in the reader's hands has given its slot back.
            Assert.InRange(sequence.Pulled, read, read + 2);
            Assert.InRange(Volatile.Read(ref finished), read, read + 2);
        }

        Assert.False(await Hang.Guard(reader.MoveNextAsync().AsTask()));
    }

    [Fact]
    public async Task C71_S15_S34_LeftEarly_UnreadResultsAreDisposed()
    {
        var results = new List<Tracked>();
        var reader = Each.StreamAsync(s_two, new Sequence(10), (_, _) =>
        {
            var result = new Tracked();
            lock (results)
                results.Add(result);

            return new ValueTask<Tracked>(result);
        }).GetAsyncEnumerator();
        Assert.True(await Hang.Guard(reader.MoveNextAsync().AsTask()));
        var read = reader.Current;
        await Hang.Guard(reader.DisposeAsync().AsTask());
        Assert.Equal(0, read.Disposals);
        Assert.All(results.Where(result => result != read), result => Assert.Equal(1, result.Disposals));
    }

    [Fact]
    public async Task C71_S1_S19_S34_DisposingAnUnreadResultFails_ChildrenJoinedAllTheSame_NothingLost()
    {
        var mayEnd = new Gate();
        var secondRuns = new Gate();
        var finished = new Gate();
        var reader = Each.StreamAsync<int, IDisposable>(
            new NurseryInfo("Stream of three") { MaxConcurrency = 4 }, [0, 1, 2, 3], async (item, token) =>
        {
            if (item == 3)
            {
                var cancelled = token.Cancelled();
                secondRuns.Open();
                await cancelled;
                await mayEnd;
                finished.Open();
                throw new Boom("unwinding");
            }

            return new BadDisposable(item);
        }).GetAsyncEnumerator();
        Assert.True(await Hang.Guard(reader.MoveNextAsync().AsTask()));
        await secondRuns;
        var disposal = reader.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        mayEnd.Open();
        var thrown = await Tree.Of(disposal);
        Assert.True(finished.IsOpen);
        Assert.Equal(3, thrown.Split(", ").Length);
        Assert.Contains("unwinding", thrown, StringComparison.Ordinal);
        Assert.Equal(2, thrown.Split("dispose").Length - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task C72_S32_S34_ASequenceThatBlocksUntilTheReaderFeedsIt_BlocksNotTheReader(int limit)
    {
        // A crawler: what is read says what is to be fetched next. Pulled on the reader's stack, the sequence would wait for ever.
        using var frontier = new System.Collections.Concurrent.BlockingCollection<int> { 0 };
        var read = new List<int>();

        await Hang.Guard(Task.Run(async () =>
        {
            var stream = Each.StreamAsync(
                new NurseryInfo("Crawl") { MaxConcurrency = limit },
                frontier.GetConsumingEnumerable(),
                (item, _) => new ValueTask<int>(item));
            await foreach (var item in stream)
            {
                read.Add(item);
                if (item < 5)
                    frontier.Add(item + 1);
                else
                    frontier.CompleteAdding();
            }
        }));
        Assert.Equal([0, 1, 2, 3, 4, 5], read);
    }

    [Fact]
    public async Task C71_S34_NeverRead_NothingRuns()
    {
        var sequence = new Sequence(3);
        var reader = Each.StreamAsync(s_info, sequence, (item, _) => new ValueTask<int>(item)).GetAsyncEnumerator();
        await Hang.Guard(reader.DisposeAsync().AsTask());
        Assert.Equal(0, sequence.Pulled);
    }

    [Fact]
    public Task C71_S34_LeftAtEveryMoment_NoHang() => Race.Repeat(async round =>
    {
        var alive = 0;
        var stream = Each.StreamAsync(s_two, new Sequence(6), async (item, token) =>
        {
            Interlocked.Increment(ref alive);
            await Task.Yield();
            Interlocked.Decrement(ref alive);
            return item;
        });
        var left = round % 7;
        await foreach (var _ in stream)
        {
            if (left-- == 0)
                break;
        }

        Assert.Equal(0, alive);
    });

    private sealed class BadDisposable(int item) : IDisposable
    {
        public void Dispose() => throw new Boom($"dispose {item}");
    }
}
