#pragma warning disable NUR202 // Nurseries that nobody cancels are part of what is tested.

using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Rules;

/// <summary>
/// S1, S9, S10, S16, S38 for children whose method is built by <see cref="ChildMethodBuilder"/>: the thread that starts them runs them in
/// its turn, and then the method tells its child of its end without the task between them. Whatever the child returns, and whoever else
/// looks at it, nothing else changes.
/// </summary>
public sealed class ChildMethodEndTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task S1_S9_ManyThatYield_EachEndsOnce_AndAsItEnded(bool fails) => Race.Repeat(_ => Task.Run(async () =>
    {
        var ended = 0;
        var run = Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 20; i++)
                HandChild<Queued>.Start(nursery, _ => StepAsync(fails));

            return Task.CompletedTask;
        });
        var error = await Record.ExceptionAsync(() => run).ConfigureAwait(false);
        Assert.Equal(20, ended);
        if (fails)
            Assert.Equal(20, Assert.IsType<ExceptionGroup>(error).InnerExceptions.Count(static inner => inner is Boom));
        else
            Assert.Null(error);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        async ValueTask StepAsync(bool fails)
        {
            await Task.Yield();
            Interlocked.Increment(ref ended);
            if (fails)
                throw new Boom();
        }
    }));

    [Fact]
    public Task S16_Results_AreTheChildrens() => Race.Repeat(_ => Task.Run(() => Nursery.RunAsync(async nursery =>
    {
        var children = Enumerable.Range(0, 10).Select(i => HandResult<Queued, string>.Start(nursery, _ => DigitAsync(i))).ToArray();
        for (var i = 0; i < children.Length; i++)
            Assert.Equal($"{i}", await children[i]);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<string> DigitAsync(int digit)
        {
            await Task.Yield();
            return $"{digit}";
        }
    })));

    [Fact]
    public Task S10_Cancelled_ItIsACancellation() => OnThePool(async () =>
    {
        var caller = new CancellationTokenSource();
        var run = Nursery.RunAsync(
            nursery =>
            {
                HandChild<Queued>.Start(nursery, WaitAsync);
                HandChild<Queued>.Start(nursery, WaitAsync);
                return Task.CompletedTask;
            },
            caller.Token);
        caller.Cancel();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run).ConfigureAwait(false);
        Assert.Equal(caller.Token, error.CancellationToken);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask WaitAsync(CancellationToken token)
        {
            await Task.Yield();
            await Task.Delay(Timeout.Infinite, token);
        }
    });

    /// <summary>The method that is suspended last isn't always the child's.</summary>
    [Fact]
    public Task TheChildReturnsAnotherTask_ThanTheOneSuspendedLast() => OnThePool(async () =>
    {
        var first = new Gate();
        var second = new Gate();
        var early = default(ValueTask);
        var run = Nursery.RunAsync(nursery =>
        {
            HandChild<Queued>.Start(nursery, _ =>
            {
                var mine = OpenedAsync(first);
                early = OpenedAsync(second);
                return mine;
            });
            return Task.CompletedTask;
        });
        first.Open();
        await Hang.Guard(run).ConfigureAwait(false);
        Assert.False(early.IsCompleted);
        second.Open();
        await Hang.Guard(early.AsTask()).ConfigureAwait(false);
    });

    [Fact]
    public Task TheChildReturnsATaskThatIsComplete_ThoughItSuspendedAMethod() => OnThePool(async () =>
    {
        var gate = new Gate();
        var early = default(ValueTask);
        await Nursery.RunAsync(nursery =>
        {
            HandChild<Queued>.Start(nursery, _ =>
            {
                early = OpenedAsync(gate);
                return default;
            });
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        gate.Open();
        await Hang.Guard(early.AsTask()).ConfigureAwait(false);
    });

    /// <summary>The method calls others of its kind, and each of them is awaited by the one before it.</summary>
    [Fact]
    public Task MethodsThatAwaitMethods_EachGoesOn() => OnThePool(async () =>
    {
        var depths = 0;
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 10; i++)
                HandChild<Queued>.Start(nursery, _ => DescendAsync(50));

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.Equal(10 * 51, depths);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        async ValueTask DescendAsync(int levels)
        {
            if (levels > 0)
                await DescendAsync(levels - 1);
            else
                await Task.Yield();

            Interlocked.Increment(ref depths);
        }
    });

    [Fact]
    public Task S38_TheChildReturnsATaskThatSomebodyAwaits_ItFails() => OnThePool(async () =>
    {
        var gate = new Gate();
        var wentOn = new Gate();
        var run = Nursery.RunAsync(nursery =>
        {
            HandChild<Queued>.Start(nursery, _ =>
            {
                var task = OpenedAsync(gate);
                task.GetAwaiter().UnsafeOnCompleted(wentOn.Open);
                return task;
            });
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => Hang.Guard(run)).ConfigureAwait(false);
        gate.Open();
        await wentOn;
    });

    /// <summary>It goes on, on another thread, while the one that called it is about to wait for it.</summary>
    [Fact]
    public Task TheMethodEnds_WhileItsChildBeginsToWait() => Race.Repeat(_ => Task.Run(async () =>
    {
        var ended = 0;
        await Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 4; i++)
            {
                HandChild<Queued>.Start(nursery, _ =>
                {
                    var wait = new TaskCompletionSource();
                    var task = StepAsync(wait.Task);
                    ThreadPool.UnsafeQueueUserWorkItem(static wait => wait.SetResult(), wait, preferLocal: false);
                    Thread.SpinWait(Random.Shared.Next(100));
                    return task;
                });
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Assert.Equal(4, ended);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        async ValueTask StepAsync(Task wait)
        {
            await wait;
            Interlocked.Increment(ref ended);
        }
    }));

    /// <summary>S39: neither the thread nor the pools keep what a method held that its child has let go of.</summary>
    [Fact]
    public async Task S39_NothingOfAMethodStays()
    {
        var weak = await RunOnThePool();
        await Assert.AllAsync(weak, static held => Collected.Assert(held, "what a method held"));

        static Task<WeakReference[]> RunOnThePool() => Task.Run(async () =>
        {
            var weak = new WeakReference[20];
            await Record.ExceptionAsync(() => Nursery.RunAsync(nursery =>
            {
                for (var i = 0; i < weak.Length; i++)
                {
                    var held = new object();
                    weak[i] = new WeakReference(held);
                    var fails = i % 2 == 0;
                    HandChild<Queued>.Start(nursery, _ => HoldAsync(held, fails));
                }

                return Task.CompletedTask;
            })).ConfigureAwait(false);
            return weak;
        });

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask HoldAsync(object held, bool fails)
        {
            await Task.Yield();
            GC.KeepAlive(held);
            if (fails)
                throw new Boom();
        }
    }

    private static Task OnThePool(Func<Task> test) => Hang.Guard(Task.Run(test), "children on a thread of the pool");

    [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
    private static async ValueTask OpenedAsync(Gate gate) => await gate.Opened;
}
