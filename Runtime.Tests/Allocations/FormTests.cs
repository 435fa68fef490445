using System.Threading.Tasks.Sources;

namespace NurseryGen.Tests.Allocations;

/// <summary>S37–S39: what the forms cost in the steady state, in bytes a nursery, over all threads.</summary>
[Collection(Alone.Name)]
public sealed class FormTests
{
    private const int Runs = 2_000;
    private const int Enumerator = 32;
    private const int Reason = 48;

    /// <summary>S38: a token that was handed out belongs to its nursery alone; all children here take theirs.</summary>
    private const int TokenSource = 48;
    private const int SpentTokenSource = 64;

    /// <summary>The shared queue of .NET's pool, which yields go through, grows by a segment now and then.</summary>
    private const int PoolQueues = 16;

#if DEBUG
    /// <summary>A Debug build's state machines are classes.</summary>
    private const int Pump = 144;
#else
    private const int Pump = 0;
#endif

    private static readonly NurseryInfo s_info = new("Measured");
    private static readonly NurseryInfo s_limited = new("Measured") { MaxConcurrency = 4 };

    [Fact]
    public async Task Declared_AsAValueTask_OnlyTheTokenSource()
    {
        await AtMostAsync(TokenSource + 8, () => HandDeclared<int, int>.RunAsync(s_info, static _ => new(1), static _ => new(2)));
    }

    [Fact]
    public async Task Declared_AsATask_OnlyTheTask()
    {
        // The task that wraps a value task: its fields, the result, the source.
        await AtMostAsync(TokenSource + 128, () => new ValueTask(
            HandDeclared<int, int>.RunAsync(s_info, static _ => new(1), static _ => new(2)).AsTask()));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    public async Task Each_OnOneThread_OnlyTheResultsAndTheEnumerator(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        await AtMostAsync(ArrayOf(count) + Enumerator + TokenSource + Pump + 8, () => Each.RunAsync<Inline, int, int>(
            s_limited, items, static (item, _) => new ValueTask<int>(item)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    public async Task Each_OnThePool_OnlyTheResultsAndTheEnumerator_WhateverTheLength(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        await AtMostAsync(ArrayOf(count) + Enumerator + TokenSource + Pump + 8, () => Each.RunAsync(
            s_limited, items, static (item, _) => new ValueTask<int>(item)));
    }

    [Fact]
    public async Task Declared_ChildrenThatYield_OnlyTheTokenSource()
    {
        Func<CancellationToken, ValueTask<int>> first = new Later().RunAsync;
        Func<CancellationToken, ValueTask<int>> second = new Later().RunAsync;
        await AtMostAsync(TokenSource + 8, () => HandDeclared<int, int>.RunAsync(s_info, first, second));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    public async Task Each_ChildrenThatYield_OnlyTheEnumerator_WhateverTheLength(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        await AtMostAsync(Enumerator + TokenSource + Pump + PoolQueues, () => Each.VoidAsync<Queued, int>(
            s_limited, items, static (_, token) => Checkpoint.YieldAsync(token)));
    }

    /// <summary>What a race costs is that it is won: the reason, and a token source that is spent by the cancellation.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Race_OnlyTheReasonAndTheSpentTokenSource(bool yields)
    {
        var race = new NurseryInfo("Measured") { Policy = NurseryPolicy.Race };
        Func<CancellationToken, ValueTask> child = yields ? static _ => Checkpoint.YieldAsync(CancellationToken.None) : static _ => default;
        Func<Nursery, ValueTask> body = nursery =>
        {
            HandChild<Queued>.Start(nursery, child);
            HandChild<Queued>.Start(nursery, child);
            return default;
        };
        await AtMostAsync(Reason + SpentTokenSource + 8, () => Entry.RunAsync(race, body));
    }

    [Fact]
    public async Task Limits_OnlyTheTokenSource()
    {
        await AtMostAsync(TokenSource + 8, () => Entry.RunAsync(s_limited, static nursery =>
        {
            for (var i = 0; i < 10; i++)
                HandChild<Queued>.Start(nursery, static _ => default);

            return default;
        }));
    }

    private static int ArrayOf(int count) => 24 + (((count * sizeof(int)) + 7) & ~7);

    private static Task AtMostAsync(int bytes, Func<ValueTask> run) => Bytes.AtMostAsync(bytes, Runs, async runs =>
    {
        for (var i = 0; i < runs; i++)
            await run().ConfigureAwait(false);
    });

    private static Task AtMostAsync<T>(int bytes, Func<ValueTask<T>> run) => Bytes.AtMostAsync(bytes, Runs, async runs =>
    {
        for (var i = 0; i < runs; i++)
            await run().ConfigureAwait(false);
    });

    /// <summary>A child that completes later, over and over, at no cost.</summary>
    private sealed class Later : IValueTaskSource<int>, IThreadPoolWorkItem
    {
        private ManualResetValueTaskSourceCore<int> _source;

        public ValueTask<int> RunAsync(CancellationToken cancellationToken) => new(this, _source.Version);

        public void Execute() => _source.SetResult(1);

        public int GetResult(short token)
        {
            var result = _source.GetResult(token);
            _source.Reset();
            return result;
        }

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
            _source.OnCompleted(continuation, state, token, flags);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
