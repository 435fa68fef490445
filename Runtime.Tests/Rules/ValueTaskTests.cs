using System.Threading.Tasks.Sources;

namespace NurseryGen.Tests.Rules;

/// <summary>S10 where a body or a child is no async method, but hands on a value task: one that learns only when it is read that it was
/// cancelled.</summary>
public sealed class ValueTaskTests
{
    private static readonly NurseryInfo s_info = new("Handing on");

    [Fact]
    public async Task S10_BodyHandsOnTheJoin_OfANurseryThatIsCancelled()
    {
        var gate = new Gate();
        Nursery handle = default;

        var run = Entry.RunAsync(s_info, nursery =>
        {
            handle = nursery;
            nursery.Start(_ => gate.Opened);
            return nursery.JoinAsync();
        }).AsTask();
        handle.Cancel();
        gate.Open();

        await Hang.Guard(run);
    }

    [Fact]
    public async Task S10_BodyWithAResult_FailsWhenItsTaskIsRead()
    {
        var source = new LateFailure<int>();
        Assert.Equal("late", await Tree.Of(Entry.RunAsync(s_info, _ => new ValueTask<int>(source, 0)).AsTask()));
    }

    [Fact]
    public async Task S10_ChildFailsWhenItsTaskIsRead()
    {
        var source = new LateFailure<int>();
        Assert.Equal("late", await Tree.Of(Nursery.RunAsync(nursery =>
        {
            HandChild<Inline>.Start(nursery, _ => new ValueTask(source, 0));
            return Task.CompletedTask;
        })));
        Assert.Equal("late", await Tree.Of(Nursery.RunAsync(nursery =>
        {
            HandResult<Inline, int>.Start(nursery, _ => new ValueTask<int>(source, 0));
            return Task.CompletedTask;
        })));
    }

    [Fact]
    public async Task S10_ChildHandsOnAValueTask_ThatWasAwaitedAlready()
    {
        var tree = await Tree.Of(Nursery.RunAsync(nursery =>
        {
            HandChild<Queued>.Start(nursery, _ => new ValueTask(new Stale<int>(), 0));
            HandResult<Queued, int>.Start(nursery, _ => new ValueTask<int>(new Stale<int>(), 0));
            return Task.CompletedTask;
        }));

        Assert.Equal(2, tree.Split("awaited already").Length - 1);
    }

    [Fact]
    public Task S10_ChildHandsOnACheckpoint_CancelledMeanwhile() => Race.Repeat(_ => Nursery.RunAsync(nursery =>
    {
        HandChild<Queued>.Start(nursery, Checkpoint.YieldAsync);
        HandChild<Queued>.Start(nursery, Checkpoint.YieldAsync);
        nursery.Cancel();
        return Task.CompletedTask;
    }));

    /// <summary>A pooled source that serves somebody else by now.</summary>
    private sealed class Stale<T> : IValueTaskSource<T>, IValueTaskSource
    {
        public ValueTaskSourceStatus GetStatus(short token) => throw new InvalidOperationException("awaited already");

        public T GetResult(short token) => throw new InvalidOperationException("awaited already");

        void IValueTaskSource.GetResult(short token) => GetResult(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            throw new InvalidOperationException("awaited already");
    }

    /// <summary>Claims success, then throws.</summary>
    private sealed class LateFailure<T> : IValueTaskSource, IValueTaskSource<T>
    {
        public T GetResult(short token) => throw new Boom("late");

        void IValueTaskSource.GetResult(short token) => throw new Boom("late");

        public ValueTaskSourceStatus GetStatus(short token) =>
            ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            continuation(state);
    }
}
