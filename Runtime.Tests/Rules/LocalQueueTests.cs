#pragma warning disable NUR301, NUR302, NUR304 // Who runs a child is told by holding the threads that don't.
#pragma warning disable NUR104, NUR202 // Other work of the pool, and nurseries that nobody cancels, are part of what is tested.

using System.Diagnostics;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S4, S6, S37, S39 for children that wait in the queue of the pool thread that started them, or are taken from it by another.</summary>
public sealed class LocalQueueTests
{
    /// <summary>A child whose starter keeps its thread: another thread runs it.</summary>
    [Fact]
    public Task S04_TheBodyBlocks_ItsChildrenRunElsewhere() => OnThePool(() => Nursery.RunAsync(nursery =>
    {
        using var ran = new CountdownEvent(3);
        for (var i = 0; i < 3; i++)
        {
            HandChild<Queued>.Start(nursery, _ => Signal(ran));
        }

        Wait(ran);
        return Task.CompletedTask;
    }));

    /// <summary>The body is not stuck, but doesn't come back either.</summary>
    [Fact]
    public Task S04_TheBodyComputes_ItsChildRunsElsewhere() => OnThePool(() => Nursery.RunAsync(nursery =>
    {
        var ran = 0;
        HandChild<Queued>.Start(nursery, _ =>
        {
            Volatile.Write(ref ran, 1);
            return default;
        });
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ran) == 1, TimeSpan.FromSeconds(30)));
        return Task.CompletedTask;
    }));

    /// <summary>Whichever of them is the first to run: the others are behind it in its thread's queue.</summary>
    [Fact]
    public Task S04_ChildrenWaitForEachOther_OnThreadsOfTheirOwn() => OnThePool(() => Nursery.RunAsync(nursery =>
    {
        var met = new CountdownEvent(3);
        for (var i = 0; i < 3; i++)
        {
            HandChild<Queued>.Start(nursery, _ =>
            {
                met.Signal();
                Wait(met);
                return default;
            });
        }

        return Task.CompletedTask;
    }));

    /// <summary>What a nursery's end goes on with, on its last child's stack, holds up nothing that waits in the thread's queue.</summary>
    [Fact]
    public Task S04_TheCallerGoesOnOnAChildsStackAndBlocks_OtherChildrenRun() => OnThePool(async () =>
    {
        using var others = new CountdownEvent(3);
        await Nursery.RunAsync(async nursery =>
        {
            for (var round = 0; round < 10; round++)
            {
                others.Reset();
                await Nursery.RunAsync(inner =>
                {
                    for (var i = 0; i < 3; i++)
                    {
                        HandChild<Queued>.Start(nursery, _ => Signal(others));
                    }

                    HandChild<Queued>.Start(inner, static _ => default);
                    return Task.CompletedTask;
                }).ConfigureAwait(false);
                Wait(others);
            }
        }).ConfigureAwait(false);
    });

    /// <summary>The same for one who awaits a child.</summary>
    [Fact]
    public Task S04_AnAwaiterGoesOnOnAChildsStackAndBlocks_OtherChildrenRun() => OnThePool(() => Nursery.RunAsync(async nursery =>
    {
        using var others = new CountdownEvent(3);
        for (var round = 0; round < 10; round++)
        {
            others.Reset();
            for (var i = 0; i < 3; i++)
            {
                HandChild<Queued>.Start(nursery, _ => Signal(others));
            }

            await HandChild<Queued>.Start(nursery, static _ => default);
            Wait(others);
        }
    }));

    [Theory]
    [InlineData(1_000)]
    [InlineData(LocalQueue.MaxCapacity + 1_000)]
    public Task S01_HoweverManyWait_EachRunsOnce(int count) => OnThePool(async () =>
    {
        var runs = new int[count];
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < count; i++)
            {
                var index = i;
                HandChild<Queued>.Start(nursery, _ =>
                {
                    Interlocked.Increment(ref runs[index]);
                    return default;
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.All(runs, static run => Assert.Equal(1, run));
    });

    /// <summary>Long children among short ones: the owner and its helpers take them in turns.</summary>
    [Fact]
    public Task S01_HelpersComeAndGo_EachRunsOnce() => Race.Repeat(round => Task.Run(async () =>
    {
        const int Count = 200;
        var runs = new int[Count];
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < Count; i++)
            {
                var index = i;
                HandChild<Queued>.Start(nursery, _ =>
                {
                    Interlocked.Increment(ref runs[index]);
                    if (index % 16 == round % 16)
                    {
                        Thread.SpinWait(200);
                    }

                    return default;
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.All(runs, static run => Assert.Equal(1, run));
    }));

    /// <summary>It is published before it is known that its nursery is closed, so a helper may have it by then: that one must not run it.</summary>
    [Fact]
    public Task S03_StartedTooLate_ThrowsAndNeverRuns() => Race.Repeat(_ => Task.Run(async () =>
    {
        Nursery closed = default;
        await Nursery.RunAsync(nursery =>
        {
            closed = nursery;
            return Task.CompletedTask;
        }).ConfigureAwait(false);

        var ran = 0;
        var others = 0;
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 8; i++)
            {
                HandChild<Queued>.Start(nursery, _ =>
                {
                    Interlocked.Increment(ref others);
                    return default;
                });
                Assert.Throws<InvalidOperationException>(() => HandChild<Queued>.Start(closed, _ =>
                {
                    Interlocked.Increment(ref ran);
                    return default;
                }));
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.Equal((0, 8), (ran, others));
    }));

    /// <summary>S6: as the pool keeps its items apart, so does a turn of the queue.</summary>
    [Fact]
    public Task S06_WhatAChildLeavesOnItsThread_TheNextDoesNotSee() => OnThePool(async () =>
    {
        var local = new AsyncLocal<string>();
        var seen = 0;
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 50; i++)
            {
                HandChild<Queued>.Start(nursery, _ =>
                {
                    if (local.Value is not null || SynchronizationContext.Current is not null || ExecutionContext.IsFlowSuppressed())
                    {
                        Interlocked.Increment(ref seen);
                    }

                    local.Value = "mine";
                    SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
                    ExecutionContext.SuppressFlow();
                    return default;
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.Equal(0, seen);
    });

    [Fact]
    public Task S06_TheStartersContextFlows_ToTheOwnerAndToAHelper() => OnThePool(async () =>
    {
        var local = new AsyncLocal<int>();
        var wrong = 0;
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 50; i++)
            {
                var expected = i + 1;
                local.Value = expected;
                HandChild<Queued>.Start(nursery, _ =>
                {
                    Interlocked.Add(ref wrong, local.Value == expected ? 0 : 1);
                    return default;
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.Equal(0, wrong);
    });

    /// <summary>A chain of children that never ends by itself is no reason for other work of the pool to wait for ever.</summary>
    [Fact]
    public Task AnEndlessChainOfChildren_LeavesTimeForOtherWork() => OnThePool(() => Nursery.RunAsync(async nursery =>
    {
        var stop = new Gate();
        for (var i = 0; i < 2 * Environment.ProcessorCount; i++)
        {
            Next();
        }

        await Task.Yield();
        ThreadPool.QueueUserWorkItem(_ => stop.Open());
        await stop;

        void Next() => HandChild<Queued>.Start(nursery, _ =>
        {
            if (!stop.IsOpen)
            {
                Next();
            }

            return default;
        });
    }));

    /// <summary>
    /// A helper watches an owner that makes headway for as long as there is nothing else to do, but not one that has nothing left: it would
    /// keep a core busy until the pool gets other work. That comes by itself after some milliseconds here, so it is a matter of time.
    /// </summary>
    [Fact]
    public Task WhenNothingIsLeft_TheHelperGoes() => OnThePool(async () =>
    {
        if (Environment.ProcessorCount == 1)
        {
            // Nobody watches then.
            return;
        }

        var waits = new double[51];
        for (var round = 0; round < waits.Length; round++)
        {
            await RunUntilWatched().ConfigureAwait(false);
            var queue = LocalQueue.OfThread!;
            var start = Stopwatch.GetTimestamp();
            while (queue.IsWatched)
            {
                Thread.SpinWait(10);
            }

            waits[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(waits);
        Assert.InRange(waits[waits.Length / 2], 0, 3);
    });

    private static async Task RunUntilWatched()
    {
        do
        {
            await Nursery.RunAsync(nursery =>
            {
                for (var i = 0; i < 100; i++)
                {
                    HandChild<Queued>.Start(nursery, static _ => default);
                }

                return Task.CompletedTask;
            }).ConfigureAwait(false);
        }
        while (!LocalQueue.OfThread!.IsWatched);
    }

    /// <summary>S39: the queue forgets a child that was taken from it, whoever took it.</summary>
    [Fact]
    public async Task S39_TheQueueKeepsNothingOfItsChildren()
    {
        var arguments = await RunOnThePool();
        await Assert.AllAsync(arguments, static argument => Collected.Assert(argument, "an argument"));

        static Task<WeakReference[]> RunOnThePool() => Task.Run(async () =>
        {
            var weak = new WeakReference[20];
            await Nursery.RunAsync(nursery =>
            {
                using var ran = new CountdownEvent(weak.Length);
                for (var i = 0; i < weak.Length; i++)
                {
                    var argument = new object();
                    weak[i] = new WeakReference(argument);
                    HandResult<Queued, object>.Start(nursery, _ =>
                    {
                        ran.Signal();
                        return new ValueTask<object>(argument);
                    });
                }

                // By helpers, the first half at least.
                Wait(ran);
                return Task.CompletedTask;
            }).ConfigureAwait(false);
            return weak;
        });
    }

    private static Task OnThePool(Func<Task> test) => Hang.Guard(Task.Run(test), "children on a thread of the pool");

    private static ValueTask Signal(CountdownEvent countdown)
    {
        countdown.Signal();
        return default;
    }

    private static void Wait(CountdownEvent countdown) => Assert.True(countdown.Wait(TimeSpan.FromSeconds(30)), "children that nobody runs");
}
