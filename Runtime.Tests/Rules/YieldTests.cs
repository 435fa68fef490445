#pragma warning disable NUR301, NUR302, NUR304 // Who goes on is told by holding the threads that don't.
#pragma warning disable NUR104, NUR202 // Other work of the pool, and nurseries that nobody cancels, are part of what is tested.

namespace NurseryGen.Tests.Rules;

/// <summary>S6, S35 for what has yielded on a thread of the pool: whatever that thread does, it goes on, once, and alone in its
/// context.</summary>
public sealed class YieldTests
{
    /// <summary>The thread that they yielded on is kept by another child: another thread goes on with them.</summary>
    [Fact]
    public Task S35_AChildBlocks_ThoseThatYieldedBeforeGoOnElsewhere() => OnThePool(async () =>
    {
        for (var round = 0; round < 10; round++)
        {
            using var wentOn = new CountdownEvent(3);
            await Nursery.RunAsync(nursery =>
            {
                // Its thread takes the youngest first.
                HandChild<Queued>.Start(nursery, _ =>
                {
                    Wait(wentOn);
                    return default;
                });
                for (var i = 0; i < 3; i++)
                    HandChild<Queued>.Start(nursery, token => YieldAndSignalAsync(wentOn, token));

                return Task.CompletedTask;
            }).ConfigureAwait(false);
        }
    });

    /// <summary>The first of them to go on keeps the thread that the others yielded on.</summary>
    [Fact]
    public Task S35_OneGoesOnAndBlocks_TheOthersGoOnElsewhere() => OnThePool(() => Nursery.RunAsync(nursery =>
    {
        var met = new CountdownEvent(3);
        for (var i = 0; i < 3; i++)
        {
            HandChild<Queued>.Start(nursery, async token =>
            {
                await Checkpoint.YieldAsync(token);
                met.Signal();
                Wait(met);
            });
        }

        return Task.CompletedTask;
    }));

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public Task S35_HoweverManyYield_EachGoesOnOnce(int count) => OnThePool(async () =>
    {
        var runs = new int[count];
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < count; i++)
            {
                var index = i;
                HandChild<Inline>.Start(nursery, async token =>
                {
                    await Checkpoint.YieldAsync(token);
                    Interlocked.Increment(ref runs[index]);
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.All(runs, static run => Assert.Equal(1, run));
    });

    /// <summary>Long work among short, on whatever threads.</summary>
    [Fact]
    public Task S35_SomeTakeLonger_EachGoesOnOnce() => Race.Repeat(round => Task.Run(async () =>
    {
        const int Count = 50;
        const int Yields = 4;
        var runs = new int[Count];
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < Count; i++)
            {
                var index = i;
                HandChild<Queued>.Start(nursery, async token =>
                {
                    for (var yield = 0; yield < Yields; yield++)
                    {
                        await Checkpoint.YieldAsync(token);
                        Interlocked.Increment(ref runs[index]);
                        if (index % 16 == round % 16)
                            Thread.SpinWait(200);
                    }
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.All(runs, static run => Assert.Equal(Yields, run));
    }));

    /// <summary>Busy work that yields and never ends is no reason for other work of the pool to wait for ever.</summary>
    [Fact]
    public Task S35_EndlessYields_LeaveTimeForOtherWork() => OnThePool(() => Nursery.RunAsync(async nursery =>
    {
        var stop = new Gate();
        for (var i = 0; i < 4 * Environment.ProcessorCount; i++)
        {
            HandChild<Queued>.Start(nursery, async token =>
            {
                while (!stop.IsOpen)
                    await Checkpoint.YieldAsync(token);
            });
        }

        await Task.Yield();
        ThreadPool.UnsafeQueueUserWorkItem(static stop => stop.Open(), stop, preferLocal: false);
        await stop;
    }));

    /// <summary>S6: what goes on after a yield is kept apart as the pool's items are.</summary>
    [Fact]
    public Task S6_WhatOneLeavesOnItsThread_TheNextDoesNotSee() => OnThePool(async () =>
    {
        var seen = 0;
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 50; i++)
            {
                HandChild<Queued>.Start(nursery, token =>
                {
                    var yield = Checkpoint.YieldAsync(token).GetAwaiter();
                    var done = new TaskCompletionSource();
                    yield.UnsafeOnCompleted(() =>
                    {
                        if (SynchronizationContext.Current is not null || ExecutionContext.IsFlowSuppressed())
                            Interlocked.Increment(ref seen);

                        yield.GetResult();
                        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
                        ExecutionContext.SuppressFlow();
                        done.SetResult();
                    });
                    return new ValueTask(done.Task);
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.Equal(0, seen);
    });

    private static Task OnThePool(Func<Task> test) => Hang.Guard(Task.Run(test), "work that yielded on a thread of the pool");

    private static async ValueTask YieldAndSignalAsync(CountdownEvent countdown, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        countdown.Signal();
    }

    private static void Wait(CountdownEvent countdown) =>
        Assert.True(countdown.Wait(TimeSpan.FromSeconds(30)), "work that yielded and never goes on");
}
