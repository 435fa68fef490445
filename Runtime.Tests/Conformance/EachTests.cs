using System.Threading.Channels;

namespace NurseryGen.Tests.Conformance;

/// <summary>C67–C70, S32, S33: one child for each item of a sequence.</summary>
public sealed class EachTests
{
    private static readonly NurseryInfo s_info = new("Each");
    private static readonly NurseryInfo s_two = new("Each of two") { MaxConcurrency = 2 };
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task C67_S32_LazySequence_PullsOnlyWhenASlotIsFree_OneCallerAtATime()
    {
        var sequence = new Sequence(5);
        var gates = Enumerable.Range(0, 5).Select(_ => new Gate()).ToArray();
        var started = Enumerable.Range(0, 5).Select(_ => new Gate()).ToArray();

        var run = Each.RunAsync(s_two, sequence, async (item, _) =>
        {
            started[item].Open();
            await gates[item];
            return item;
        }).AsTask();
        await started[0];
        await started[1];
        Assert.Equal(2, sequence.Pulled);
        gates[0].Open();
        await started[2];
        Assert.Equal(3, sequence.Pulled);
        foreach (var gate in gates)
            gate.Open();

        var results = await Hang.Guard(run);
        Assert.Equal([0, 1, 2, 3, 4], results);
        Assert.Equal(1, sequence.Disposals);
        Assert.False(sequence.Overlapped);
    }

    [Theory]
    [InlineData("failing child")]
    [InlineData("caller")]
    [InlineData("sequence")]
    [InlineData("empty")]
    public async Task C67_S32_TheEnumeratorIsDisposed_OnEveryPath(string path)
    {
        using var caller = new CancellationTokenSource();
        var sequence = new Sequence(path == "empty" ? 0 : 10, failsAt: path == "sequence" ? 3 : -1);

        var run = Each.RunAsync(
            s_two,
            sequence,
            async (item, token) =>
            {
                if (path == "failing child")
                    throw new Boom();

                if (path == "caller")
                {
                    await caller.CancelAsync();
                    await token.UntilCancelled();
                }

                return item;
            },
            caller: caller.Token).AsTask();
        await Record.ExceptionAsync(() => Hang.Guard(run));
        Assert.Equal(1, sequence.Disposals);
    }

    [Fact]
    public async Task C68_S32_SequenceThrowsMidway_ChildrenCancelledAndJoined_ThatException()
    {
        var joined = 0;

        Assert.Equal("sequence", await Tree.Of(Each.RunAsync<int, int>(s_info, new Sequence(10, failsAt: 3), async (item, token) =>
        {
            try
            {
                await token.UntilCancelled();
                return item;
            }
            finally
            {
                await Task.Yield();
                Interlocked.Increment(ref joined);
            }
        }).AsTask()));
        Assert.Equal(3, joined);
    }

    [Fact]
    public async Task C68_S32_NullSequence_ArgumentNull_DisposeThrows_AFailureToo()
    {
        await Hang.Throws<ArgumentNullException>(Each.RunAsync<int, int>(s_info, (int[])null!, (item, _) => new(item)).AsTask());
        await Hang.Throws<ArgumentNullException>(
            Each.RunAsync<int, int>(s_info, (IAsyncEnumerable<int>)null!, (item, _) => new(item)).AsTask());
        Assert.Equal("dispose", await Tree.Of(
            Each.RunAsync<int, int>(s_info, new Sequence(2, failsAtDispose: true), (item, _) => new(item)).AsTask()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    public async Task C69_S33_ResultsInInputOrder(int count)
    {
        var expected = Enumerable.Range(0, count).ToArray();
        Assert.Equal(expected, await Run(expected));
        Assert.Equal(expected, await Run(expected.ToList()));
        Assert.Equal(expected, await Run(new Sequence(count)));
        Assert.Equal(expected, await Hang.Guard(Each.RunAsync(s_two, Later(count), Child).AsTask()));

        // A collection that is not as long as it says.
        Assert.Equal(expected, await Run(new Liar(expected, count + 3)));
        Assert.Equal(expected, await Run(new Liar(expected, count / 2)));

        Task<int[]> Run(IEnumerable<int> items) => Hang.Guard(Each.RunAsync(s_two, items, Child).AsTask());

        static async ValueTask<int> Child(int item, CancellationToken token)
        {
            if (item % 3 == 0)
                await Task.Yield();

            return item;
        }
    }

    [Fact]
    public async Task C69_S33_TheArrayIsTheCallersOwn()
    {
        var first = await Each.RunAsync(s_info, [1, 2, 3], (item, _) => new ValueTask<int>(item));
        var second = await Each.RunAsync(s_info, [4, 5, 6], (item, _) => new ValueTask<int>(item));
        Assert.Equal([1, 2, 3], first);
        Assert.Equal([4, 5, 6], second);
    }

    [Fact]
    public async Task C70_S33_Outcomes_NothingThrown_EveryItemHasIts()
    {
        var run = Each.OutcomesAsync(
            s_two,
            [0, 1, 2, 3],
            async (item, token) =>
            {
                await Task.Yield();
                Assert.False(token.IsCancellationRequested);
                return item % 2 == 0 ? item : throw new Boom($"{item}");
            }).AsTask();
        var outcomes = await Hang.Guard(run);
        Assert.Equal([true, false, true, false], outcomes.Select(outcome => outcome.IsSuccess));
        Assert.Equal(2, outcomes[2].Value);
        Assert.Equal("3", Assert.IsType<Boom>(outcomes[3].Exception).Message);
        Assert.True(outcomes[3].IsFailure);
    }

    [Fact]
    public async Task C68_C70_S33_Outcomes_TheSequenceThrows_ThatException_ResultsDisposed()
    {
        var results = new List<Tracked>();
        Assert.Equal("sequence", await Tree.Of(Each.OutcomesAsync(s_two, new Sequence(10, failsAt: 4), (_, _) =>
        {
            var result = new Tracked();
            lock (results)
                results.Add(result);

            return new ValueTask<Tracked>(result);
        }).AsTask()));
        Assert.Equal(4, results.Count);
        Assert.All(results, result => Assert.Equal(1, result.Disposals));
    }

    [Fact]
    public async Task S15_S33_OneFails_TheOthersResultsAreDisposed()
    {
        var results = new Tracked[5];

        await Hang.Throws<Boom>(Each.RunAsync(s_two, [0, 1, 2, 3, 4], (item, _) =>
        {
            if (item == 4)
                throw new Boom();

            return new ValueTask<Tracked>(results[item] = new Tracked());
        }).AsTask());
        Assert.All(results[..4], result => Assert.Equal(1, result.Disposals));
    }

    [Fact]
    public async Task S17_S32_CallerCancels_NothingMoreIsPulled()
    {
        using var caller = new CancellationTokenSource();
        var sequence = new Sequence(1_000);

        var run = Each.RunAsync(
            s_two,
            sequence,
            async (item, token) =>
            {
                if (item == 5)
                    await caller.CancelAsync();

                if (item >= 5)
                    await token.Cancelled();

                return item;
            },
            caller: caller.Token).AsTask();
        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
        Assert.InRange(sequence.Pulled, 6, 7);
    }

    [Fact]
    public async Task S18_S32_Timeout_WhileTheSequenceWaits_TheSequenceIsCancelled()
    {
        var waiting = new Gate();
        var run = Each.RunAsync(
            new NurseryInfo("Each") { TimeoutMilliseconds = 1_000 }, Waiting(), (item, _) => new ValueTask<int>(item), _clock).AsTask();
        await waiting;
        _clock.Advance(1_000);
        await Hang.Throws<NurseryTimeoutException>(run);

        async IAsyncEnumerable<int> Waiting([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            yield return 1;
            var wait = token.UntilCancelled();
            waiting.Open();
            await wait;
        }
    }

    [Fact]
    public async Task S32_Channel_FeedsUntilItIsComplete()
    {
        var channel = Channel.CreateUnbounded<int>();
        var sum = 0;
        var run = Each.ReadAsync(s_two, channel.Reader, (item, _) =>
        {
            Interlocked.Add(ref sum, item);
            return default;
        }).AsTask();
        for (var i = 1; i <= 100; i++)
            await channel.Writer.WriteAsync(i);

        Assert.False(run.IsCompleted);
        channel.Writer.Complete();
        await Hang.Guard(run);
        Assert.Equal(5_050, sum);
    }

    [Fact]
    public async Task S31_S32_VoidChildren_OfEveryKind_GiveTheirSlotsBack()
    {
        await Hang.Guard(Each.VoidAsync<Queued, int>(s_two, Enumerable.Range(0, 100), (_, _) => default).AsTask());
        await Hang.Guard(Each.VoidAsync<Inline, int>(s_two, Enumerable.Range(0, 100), (_, _) => default).AsTask());
        await Hang.Guard(Each.VoidAsync<Daemon, int>(s_two, Enumerable.Range(0, 100), (_, _) => default).AsTask());
        await Hang.Guard(Each.VoidAsync<Shielded, int>(s_two, Enumerable.Range(0, 100), (_, _) => default).AsTask());
        await Hang.Guard(Each.VoidAsync<Timed, int>(s_two, Enumerable.Range(0, 100), (_, _) => default).AsTask());
    }

    [Fact]
    public async Task S32_S40_ALongSequenceOfInlineChildren_OverflowsNoStack()
    {
        var count = 0;
        await Hang.Guard(
            Each.VoidAsync<Inline, int>(new NurseryInfo("One by one") { MaxConcurrency = 1 }, Enumerable.Range(0, 100_000), (_, _) =>
        {
            count++;
            return default;
        }).AsTask());
        Assert.Equal(100_000, count);
    }

    private static async IAsyncEnumerable<int> Later(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i % 5 == 0)
                await Task.Yield();

            yield return i;
        }
    }
}
