using System.Collections;
using System.Threading.Tasks.Sources;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S6, S31, S32, S40 where a child of an Each nursery ends and the next one takes its place, perhaps on the same stack.</summary>
public sealed class SequenceTests
{
    private static readonly NurseryInfo s_one = new("Each of one") { MaxConcurrency = 1 };
    private static readonly NurseryInfo s_two = new("Each of two") { MaxConcurrency = 2 };
    private static readonly AsyncLocal<string?> s_local = new();

    [ThreadStatic]
    private static bool t_completing;

    [Fact]
    public Task S31_S32_RacingEnds_OnePullsAtATime_InOrder() => Race.Repeat(async _ =>
    {
        var sequence = new Sequence(6);
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        var running = 0;
        var most = 0;

        var run = Each.RunAsync(s_two, sequence, async (item, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await (item == 0 ? first.Task : item == 1 ? second.Task : Task.CompletedTask).ConfigureAwait(false);
            Interlocked.Decrement(ref running);
            return item;
        }).AsTask();
        await Race.Both(first.SetResult, second.SetResult);

        var results = await Hang.Guard(run);
        Assert.Equal([0, 1, 2, 3, 4, 5], results);
        Assert.False(sequence.Overlapped);
        Assert.Equal(1, sequence.Disposals);
        Assert.InRange(most, 1, 2);
    });

    [Fact]
    public async Task S31_AChildThatBlocksItsThread_HoldsUpNoSlotButItsOwn()
    {
        var gates = new[] { new Gate(), new Gate() };
        var thirdBlocks = new Gate();
        using var fourthRuns = new ManualResetEventSlim();

        var run = Each.RunAsync(s_two, Enumerable.Range(0, 4), async (item, token) =>
        {
            if (item < 2)
                await gates[item].Opened.ConfigureAwait(false);

            if (item == 2)
            {
                thirdBlocks.Open();
                Assert.True(fourthRuns.Wait(TimeSpan.FromSeconds(30), token));
            }
            else if (item == 3)
            {
                fourthRuns.Set();
            }

            return item;
        }).AsTask();
        gates[0].Open();
        await thirdBlocks;
        gates[1].Open();

        var results = await Hang.Guard(run);
        Assert.Equal([0, 1, 2, 3], results);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task S40_1000000ChildrenThatCompleteAtOnce_OverflowNoStack(int limit)
    {
        const int Children = 1_000_000;
        var info = new NurseryInfo("Each of a million") { MaxConcurrency = limit };
        var count = 0;
        IEnumerable<int> results = await Hang.Guard(Each.RunAsync(info, Enumerable.Range(0, Children), (item, _) =>
        {
            Interlocked.Increment(ref count);
            return new ValueTask<int>(item);
        }).AsTask());
        Assert.Equal(Children, count);
        Assert.True(Enumerable.Range(0, Children).SequenceEqual(results));
        await Hang.Guard(Each.VoidAsync<Queued, int>(info, Enumerable.Range(0, Children), (_, _) =>
        {
            Interlocked.Increment(ref count);
            return default;
        }).AsTask());
        Assert.Equal(2 * Children, count);
    }

    [Fact]
    public async Task S40_EachChildEndsAnother_WithinItsOwnRun_OverflowsNoStack()
    {
        const int Children = 20_000;
        var ends = Enumerable.Range(0, Children).Select(_ => new TaskCompletionSource()).ToArray();

        // Half of them wait; each of the others ends one of those on its stack, whose slot goes to another of the others.
        var run = Each.VoidAsync<Queued, int>(
            new NurseryInfo("Each") { MaxConcurrency = (Children / 2) + 1 },
            Enumerable.Range(0, Children),
            async (item, _) =>
            {
                if (item < Children / 2)
                    await ends[item].Task.ConfigureAwait(false);
                else
                    ends[item - (Children / 2)].SetResult();
            }).AsTask();
        await Hang.Guard(run);
    }

    [Theory]
    [InlineData("MoveNext")]
    [InlineData("Current")]
    [InlineData("Dispose")]
    public async Task S32_TheSequenceThrows_OnTheStackOfAChild(string where)
    {
        var sequence = new Failing(6, where);
        var ended = 0;
        var gate = new Gate();

        var run = Each.RunAsync<int, int>(s_two, sequence, async (item, _) =>
        {
            await gate.Opened.ConfigureAwait(false);
            Interlocked.Increment(ref ended);
            return item;
        }).AsTask();
        gate.Open();

        Assert.Equal(where, await Tree.Of(run));
        Assert.Equal(6, ended);
        Assert.Equal(1, sequence.Disposals);
        Assert.Equal(0, sequence.CallsAfterTheEnd);
    }

    [Fact]
    public async Task S32_CancelledBetweenItems_NothingMoreIsPulled()
    {
        using var caller = new CancellationTokenSource();
        var sequence = new Sequence(10);

        var run = Each.RunAsync(
            s_one,
            sequence,
            async (item, _) =>
            {
                await Task.Yield();
                if (item == 3)
                    await caller.CancelAsync().ConfigureAwait(false);

                return item;
            },
            caller: caller.Token).AsTask();

        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
        Assert.Equal(4, sequence.Pulled);
        Assert.Equal(1, sequence.Disposals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S6_WhatAChildLeavesOnItsThread_ItsSuccessorDoesNotSee(bool yields)
    {
        s_local.Value = "opener";
        var seen = new string?[200];
        var contexts = new SynchronizationContext?[200];

        await Hang.Guard(Each.VoidAsync<Queued, int>(s_one, Enumerable.Range(0, 200), (item, _) =>
        {
            seen[item] = s_local.Value;
            contexts[item] = SynchronizationContext.Current;
            s_local.Value = $"child {item}";
            if (yields)
                return EndLater();

            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            return default;
        }).AsTask());

        Assert.All(seen, value => Assert.Equal("opener", value));
        Assert.All(contexts, Assert.Null);
        Assert.Equal("opener", s_local.Value);

        static async ValueTask EndLater()
        {
            await Task.Yield();
            s_local.Value = "later";
        }
    }

    [Fact]
    public async Task S6_WhatTheSequenceChangesInTheContext_ItsChildrenSee()
    {
        s_local.Value = "opener";
        var seen = await Hang.Guard(Each.RunAsync(s_two, Items(), async (_, _) =>
        {
            var value = s_local.Value;
            s_local.Value = "child";
            await Task.Yield();
            return value;
        }).AsTask());
        Assert.Equal(Enumerable.Range(0, 50).Select(item => $"opener, 0 to {item}"), seen);
        Assert.Equal("opener", s_local.Value);

        static IEnumerable<int> Items()
        {
            var inherited = s_local.Value;
            for (var i = 0; i < 50; i++)
            {
                Assert.Equal(i == 0 ? "opener" : $"{inherited}, 0 to {i - 1}", s_local.Value);
                s_local.Value = $"{inherited}, 0 to {i}";
                yield return i;
            }
        }
    }

    [Fact]
    public async Task S6_WhoEndsAChild_HasItsThreadBackAsItWas()
    {
        s_local.Value = "opener";
        var ends = new End();
        var seen = "not run";

        var run = Each.VoidAsync<Queued, int>(s_one, [0, 1], (item, _) =>
        {
            if (item == 0)
                return ends.Task;

            seen = s_local.Value;
            s_local.Value = "child";
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            return default;
        }).AsTask();
        await ends.Awaited;
        await Hang.Guard(Task.Run(() =>
        {
            s_local.Value = "ender";
            Complete(ends);
            Assert.Equal("ender", s_local.Value);
            Assert.Null(SynchronizationContext.Current);
        }));

        await Hang.Guard(run);
        Assert.Equal("opener", seen);
    }

    [Theory]
    [InlineData("synchronization context")]
    [InlineData("scheduler")]
    [InlineData("thread")]
    [InlineData("suppressed flow")]
    public async Task S6_AChildThatEndsInAUsersOwnContext_TheNextRunsElsewhere(string context)
    {
        s_local.Value = "opener";
        var ends = new End();
        var ranHere = false;
        string? seen = null;
        SynchronizationContext? seenContext = null;
        TaskScheduler? seenScheduler = null;

        var run = Each.VoidAsync<Queued, int>(s_one, [0, 1], (item, _) =>
        {
            if (item == 0)
                return ends.Task;

            ranHere = t_completing;
            seen = s_local.Value;
            seenContext = SynchronizationContext.Current;
            seenScheduler = TaskScheduler.Current;
            return default;
        }).AsTask();
        await ends.Awaited;
        switch (context)
        {
            case "scheduler":
                var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
                await Hang.Guard(Task.Factory.StartNew(() => Complete(ends), default, TaskCreationOptions.None, scheduler));
                break;
            case "thread":
                await Hang.Guard(Task.Factory.StartNew(
                    () => Complete(ends), default, TaskCreationOptions.LongRunning, TaskScheduler.Default));
                break;
            case "suppressed flow":
                await Hang.Guard(Task.Run(() =>
                {
                    using (ExecutionContext.SuppressFlow())
                    {
                        Complete(ends);
                        Assert.True(ExecutionContext.IsFlowSuppressed());
                    }
                }));
                break;
            default:
                await Hang.Guard(Task.Run(() =>
                {
                    var own = new SynchronizationContext();
                    SynchronizationContext.SetSynchronizationContext(own);
                    Complete(ends);
                    Assert.Same(own, SynchronizationContext.Current);
                }));
                break;
        }

        await Hang.Guard(run);
        Assert.False(ranHere);
        Assert.Equal("opener", seen);
        Assert.Null(seenContext);
        Assert.Same(TaskScheduler.Default, seenScheduler);
    }

    [Fact]
    public async Task S6_TheOpenerSuppressesTheFlow_NothingFlows()
    {
        s_local.Value = "opener";
        Task<string?[]> run;
        using (ExecutionContext.SuppressFlow())
        {
            run = Each.RunAsync<int, string?>(s_two, Enumerable.Range(0, 50), async (item, _) =>
            {
                var value = s_local.Value;
                s_local.Value = "child";
                if (item % 2 == 0)
                    await Task.Yield();

                return value;
            }).AsTask();
        }

        Assert.All(await Hang.Guard(run), Assert.Null);
        Assert.Equal("opener", s_local.Value);
    }

    [Fact]
    public async Task S31_OtherChildrenOfTheNursery_TakeTurnsWithTheSequence()
    {
        var order = new List<string>();
        var opened = new Gate();

        await Hang.Guard(RunWithHandle(s_one, 4, async (nursery, item) =>
        {
            await opened.Opened.ConfigureAwait(false);
            Assert.InRange(nursery.ChildCount, 1, 3);
            order.Add($"item {item}");
            nursery.Start(_ =>
            {
                order.Add($"other {item}");
                return Task.CompletedTask;
            });
        }, opened.Open));
        Assert.Equal(["item 0", "item 1", "other 0", "item 2", "other 1", "item 3", "other 2", "other 3"], order);
    }

    [Fact]
    public Task S31_ASlotFreedWhileAnotherChildIsStarted_NoSlotLost_NoneTooMany() => Race.Repeat(async _ =>
    {
        var first = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        var ran = 0;
        Nursery handle = default;
        var started = new Gate();

        var run = RunWithHandle(s_one, 3, async (nursery, item) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            if (item == 0)
            {
                handle = nursery;
                started.Open();
                await first.Task.ConfigureAwait(false);
            }

            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref ran);
        }, opened: () => { });
        await started.Opened;
        await Race.Both(first.SetResult, () =>
        {
            try
            {
                handle.Start(_ =>
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref running));
                    Interlocked.Decrement(ref running);
                    Interlocked.Increment(ref ran);
                    return Task.CompletedTask;
                });
            }
            catch (InvalidOperationException)
            {
                // The nursery was the faster.
                Interlocked.Increment(ref ran);
            }
        });
        await Hang.Guard(run);
        Assert.Equal(4, ran);
        Assert.Equal(1, most);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task S20_TheLastChildSucceeds_AfterTheDeadline_TheResultsAreReturned(int limit)
    {
        var clock = new ManualTimeProvider();
        var mayEnd = new Gate();
        var started = new Gate();
        var info = new NurseryInfo("Late") { MaxConcurrency = limit, TimeoutMilliseconds = 1_000 };
        var run = Each.RunAsync(
            info,
            (int[])[1],
            async (item, _) =>
            {
                started.Open();
                await mayEnd;
                return item;
            },
            clock).AsTask();
        await started;
        clock.Advance(1_000);
        mayEnd.Open();
        Assert.Equal(1, Assert.Single(await Hang.Guard(run)));
    }

    [Fact]
    public async Task S31_SuccessorsAreCountedOnce()
    {
        var counts = new List<int>();
        await Hang.Guard(RunWithHandle(s_one, 100, async (nursery, item) =>
        {
            counts.Add(nursery.ChildCount);
            if (item % 2 == 0)
                await Task.Yield();
        }, opened: () => { }));
        Assert.Equal(Enumerable.Repeat(1, 100), counts);
    }

    /// <summary>Ends a child on this stack; while it does, the thread says so.</summary>
    private static void Complete(End ends)
    {
        t_completing = true;
        ends.Complete();
        t_completing = false;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;

            seen = before;
        }
    }

    /// <summary>An Each nursery whose children have its handle.</summary>
    private static async Task RunWithHandle(NurseryInfo info, int count, Func<Nursery, int, ValueTask> child, Action opened)
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(info, CancellationToken.None);
        var nursery = scope.Nursery;
        scope.Run(SequencePump.RunAsync(
            scope,
            Enumerable.Range(0, count),
            nursery,
            (handle, item) => HandEach<Queued, int>.Start(handle, (i, _) => child(handle, i), item)));
        opened();
        await scope.ExitAsync();
    }

    /// <summary>A child's task that ends the child right on the stack that completes it.</summary>
    private sealed class End : IValueTaskSource
    {
        private readonly Gate _awaited = new();
        private ManualResetValueTaskSourceCore<bool> _source;

        public ValueTask Task => new(this, _source.Version);

        public Task Awaited => _awaited.Opened;

        public void Complete() => _source.SetResult(true);

        public void GetResult(short token) => _source.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
            _source.OnCompleted(continuation, state, token, flags);
            _awaited.Open();
        }
    }

    /// <summary>Counts to its end, where one of its members throws.</summary>
    private sealed class Failing(int count, string where) : IEnumerable<int>, IEnumerator<int>
    {
        private int _current = -1;
        private bool _ended;

        public int Disposals { get; private set; }

        public int CallsAfterTheEnd { get; private set; }

        public int Current => _current == count && where == "Current" ? throw Boom() : _current;

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            CallsAfterTheEnd += _ended ? 1 : 0;
            if (++_current < count)
                return true;

            return where switch
            {
                "MoveNext" => throw Boom(),
                "Current" => true,
                _ => !(_ended = true),
            };
        }

        public void Dispose()
        {
            CallsAfterTheEnd += Disposals;
            Disposals++;
            if (where == "Dispose")
                throw Boom();
        }

        public IEnumerator<int> GetEnumerator() => this;

        IEnumerator IEnumerable.GetEnumerator() => this;

        public void Reset() => throw new NotSupportedException();

        private Boom Boom()
        {
            _ended = true;
            return new Boom(where);
        }
    }
}
