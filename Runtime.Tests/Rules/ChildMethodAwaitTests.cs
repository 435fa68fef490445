using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Rules;

/// <summary>Async methods of <see cref="ChildMethodBuilder"/> await what any other may, and go on where and under what any other
/// would.</summary>
public sealed class ChildMethodAwaitTests
{
    private static readonly AsyncLocal<string?> s_local = new();

    [Fact]
    public Task Awaits_WhateverCanBeAwaited() => Task.Run(async () =>
    {
        var log = new List<string>();
        var waits = Enumerable.Range(0, 9).Select(_ => new TaskCompletionSource<int>()).ToArray();
        var task = AwaitAllAsync(waits, log).AsTask();
        for (var i = 0; i < waits.Length; i++)
        {
            // Each await suspends, and goes on inside SetResult.
            Assert.Equal(i, log.Count);
            waits[i].SetResult(i);
        }

        await Hang.Guard(task);
        Assert.Equal(
            ["task", "task of 1", "value task", "value task of 3", "configured", "configured 5", "callback",
                "item 7", "disposed", "yield", "checkpoint"], log);
    });

    [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
    private static async ValueTask AwaitAllAsync(TaskCompletionSource<int>[] waits, List<string> log)
    {
        await (Task)waits[0].Task;
        log.Add("task");
        log.Add($"task of {await waits[1].Task}");
        await new ValueTask(waits[2].Task);
        log.Add("value task");
        log.Add($"value task of {await new ValueTask<int>(waits[3].Task)}");
        await ((Task)waits[4].Task).ConfigureAwait(false);
        log.Add("configured");
        log.Add($"configured {await new ValueTask<int>(waits[5].Task).ConfigureAwait(false)}");
        await new Callback(waits[6].Task);
        log.Add("callback");
        await foreach (var item in StreamAsync(waits[7].Task))
            log.Add($"item {item}");

        await using (new TrackedAsync(waits[8].Task))
        {
        }

        log.Add("disposed");
        await Task.Yield();
        log.Add("yield");
        await Checkpoint.YieldAsync(CancellationToken.None);
        log.Add("checkpoint");

        static async IAsyncEnumerable<int> StreamAsync(Task<int> item)
        {
            yield return await item;
        }
    }

    [Fact]
    public async Task AwaitsManyTimes()
    {
        Assert.Equal(10_000, await Hang.Guard(CountAsync(10_000).AsTask()));

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<int> CountAsync(int count)
        {
            var yields = 0;
            while (yields < count)
            {
                await Task.Yield();
                yields++;
            }

            return yields;
        }
    }

    [Fact]
    public Task S6_TheContext_FlowsAcrossAwaits() => Task.Run(async () =>
    {
        s_local.Value = "caller's";
        var seen = new List<string?>();
        var wait = new TaskCompletionSource();
        var task = ChangeAsync(wait.Task, seen).AsTask();
        await Elsewhere(wait.SetResult);
        await Hang.Guard(task);
        Assert.Equal(["caller's", "caller's", "method's", "method's", "method's", "method's"], seen);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask ChangeAsync(Task wait, List<string?> seen)
        {
            seen.Add(s_local.Value);
            await wait;
            seen.Add(s_local.Value);
            s_local.Value = "method's";
            await Task.Yield();
            seen.Add(s_local.Value);
            await Checkpoint.YieldAsync(CancellationToken.None);
            seen.Add(s_local.Value);
            await new Callback(Task.Run(() => s_local.Value = "another's"));
            seen.Add(s_local.Value);
            await Elsewhere(() => s_local.Value = "another's").ConfigureAwait(false);
            seen.Add(s_local.Value);
        }
    });

    [Fact]
    public Task S6_WhatTheMethodChanges_DoesNotFlowOut() => Task.Run(() =>
    {
        s_local.Value = "caller's";
        var wait = new TaskCompletionSource();
        var task = ChangeAsync(wait.Task);
        Assert.Equal("caller's", s_local.Value);

        // The method goes on, and ends, on this stack.
        s_local.Value = "ender's";
        wait.SetResult();
        Assert.Equal("method's at the end", task.Result);
        Assert.Equal("ender's", s_local.Value);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<string> ChangeAsync(Task wait)
        {
            s_local.Value = "method's";
            await wait;
            s_local.Value += " at the end";
            return s_local.Value;
        }
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task S6_WhereTheFlowIsSuppressed_NothingFlows(bool yields) => Task.Run(async () =>
    {
        s_local.Value = "caller's";
        var wait = new TaskCompletionSource();
        ValueTask<(string? Before, string? After)> task;
        using (ExecutionContext.SuppressFlow())
            task = LookAsync(yields ? null : wait.Task);

        s_local.Value = "ender's";
        await Elsewhere(wait.SetResult);
        Assert.Equal(("caller's", yields ? null : "Elsewhere's"), await Hang.Guard(task.AsTask()));

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<(string? Before, string? After)> LookAsync(Task? wait)
        {
            var before = s_local.Value;
            if (wait is null)
                await Task.Yield();
            else
                await wait;

            return (before, s_local.Value);
        }
    });

    [Fact]
    public Task ASynchronizationContext_IsGoneOnIn_UnlessConfiguredOtherwise() => Task.Run(() =>
    {
        var context = new Pump();
        var wait = new TaskCompletionSource();
        var waitConfigured = new TaskCompletionSource();
        var seen = new List<bool>();
        SynchronizationContext.SetSynchronizationContext(context);
        var task = LookAsync();
        SynchronizationContext.SetSynchronizationContext(null);

        // Task.Yield, then the task: each is posted, and goes on only when the context gets round to it.
        Assert.Equal(1, context.RunAll());
        Assert.Equal([true], seen);
        wait.SetResult();
        Assert.Equal([true], seen);
        Assert.Equal(1, context.RunAll());
        Assert.Equal([true, true], seen);

        waitConfigured.SetResult();
        Assert.Equal([true, true, false], seen);
        Assert.Equal(0, context.RunAll());
        Assert.True(task.IsCompletedSuccessfully);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        async ValueTask LookAsync()
        {
            await Task.Yield();
            seen.Add(SynchronizationContext.Current == context);
            await wait.Task;
            seen.Add(SynchronizationContext.Current == context);
            await waitConfigured.Task.ConfigureAwait(false);
            seen.Add(SynchronizationContext.Current == context);
        }
    });

    [Fact]
    public async Task ATaskScheduler_IsGoneOnIn()
    {
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var seen = await Hang.Guard(Task.Factory.StartNew(
            () => LookAsync(scheduler).AsTask(), CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap());
        Assert.Equal((true, true, false), seen);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<(bool Yield, bool Task, bool Configured)> LookAsync(TaskScheduler scheduler)
        {
            await Task.Yield();
            var yield = TaskScheduler.Current == scheduler;
            await Elsewhere(() => { });
            var task = TaskScheduler.Current == scheduler;
            await Elsewhere(() => { }).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return (yield, task, TaskScheduler.Current == scheduler);
        }
    }

    /// <summary>On another thread of the pool, in a context of its own.</summary>
    private static Task Elsewhere(Action action)
    {
        var done = new TaskCompletionSource();
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                s_local.Value = "Elsewhere's";
                action();
                done.SetResult();
            },
            null);
        return done.Task;
    }

    /// <summary>An awaitable whose awaiter offers no UnsafeOnCompleted.</summary>
    private sealed class Callback(Task task) : INotifyCompletion
    {
        public bool IsCompleted => false;

        public Callback GetAwaiter() => this;

        public void OnCompleted(Action continuation) => task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

        public void GetResult() => Assert.True(task.IsCompleted);
    }

    /// <summary>Runs what it is posted when told to.</summary>
    private sealed class Pump : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _posts = [];

        public override void Post(SendOrPostCallback d, object? state) => _posts.Enqueue((d, state));

        public int RunAll()
        {
            var ran = 0;
            for (; _posts.TryDequeue(out var post); ran++)
            {
                var before = Current;
                SetSynchronizationContext(this);
                post.Callback(post.State);
                SetSynchronizationContext(before);
            }

            return ran;
        }
    }
}
