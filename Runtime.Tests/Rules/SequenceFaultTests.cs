using System.Collections.Concurrent;

namespace NurseryGen.Tests.Rules;

/// <summary>S9, S19, S32: sequences that fail twice, and sequences that block.</summary>
public sealed class SequenceFaultTests
{
    [Theory]
    [InlineData("sequence")]
    [InlineData("async sequence")]
    [InlineData("stream")]
    [InlineData("void")]
    public async Task S19_S32_TheSequenceFails_AndItsDispose_BothAreInTheGroup(string form)
    {
        foreach (var limit in new[] { 0, 2 })
        {
            var info = new NurseryInfo("Faulty") { MaxConcurrency = limit };
            var items = new Sequence(10, failsAt: 3, failsAtDispose: true);
            Assert.Equal("[sequence, dispose]", await Tree.Of(form switch
            {
                "sequence" => Each.RunAsync(info, items, Child).AsTask(),
                "async sequence" => Each.RunAsync(info, new AsyncSequence(items), Child).AsTask(),
                "void" => Each.VoidAsync<Queued, int>(info, items, (_, _) => default).AsTask(),
                _ => ReadAll(Each.StreamAsync(info, items, Child)),
            }));
            Assert.Equal(1, items.Disposals);
        }

        static ValueTask<int> Child(int item, CancellationToken cancellationToken) => new(item);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task S32_ASequenceThatBlocks_TheCallReturnsAtOnce(int limit)
    {
        using var items = new BlockingCollection<int>();
        var run = Each.RunAsync(
            new NurseryInfo("Blocking") { MaxConcurrency = limit }, items.GetConsumingEnumerable(), (item, _) => new ValueTask<int>(item))
            .AsTask();
        Assert.False(run.IsCompleted);
        items.Add(1);
        items.Add(2);
        items.CompleteAdding();
        var results = await Hang.Guard(run);
        Assert.Equal([1, 2], results);
    }

    [Theory]
    [InlineData("array", true)]
    [InlineData("list", true)]
    [InlineData("sequence", false)]
    [InlineData("a list of the user's", false)]
    public async Task S32_WhatIsAtHand_IsPulledOnTheCallersStack_AllElseOnThePool(string kind, bool onCaller)
    {
        IEnumerable<int> items = kind switch
        {
            "array" => Enumerable.Range(1, 2).ToArray(),
            "list" => new List<int> { 1, 2 },
            "sequence" => Enumerable.Range(1, 2).Select(item => item),
            _ => new Liar([1, 2], 2),
        };
        var threads = new ConcurrentQueue<Thread>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var caller = new Thread(() =>
        {
            var run = Each.VoidAsync<Inline, int>(new NurseryInfo("Pulled"), items, (_, _) =>
            {
                threads.Enqueue(Thread.CurrentThread);
                return default;
            }).AsTask();
            run.ContinueWith(_ => done.SetResult(), TaskScheduler.Default);
        });
        caller.Start();
        await Hang.Guard(done.Task);
        Assert.Equal(2, threads.Count);
        Assert.All(threads, thread => Assert.Equal(onCaller, thread == caller));
    }

    private static async Task ReadAll<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var _ in stream)
        {
        }
    }

    private sealed class AsyncSequence(Sequence items) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current => items.Current;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

        public ValueTask DisposeAsync()
        {
            items.Dispose();
            return default;
        }
    }
}
