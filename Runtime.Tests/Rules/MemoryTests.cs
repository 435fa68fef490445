using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Rules;

/// <summary>S37, S39, C83: what a nursery keeps.</summary>
[Collection(Alone.Name)]
public sealed class MemoryTests
{
    [Fact]
    public async Task S37_C83_200000Children_LiveMemoryIsFlat()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            // What is kept of children grows each time. What a new pool thread keeps for its own use comes once.
            await StartMany(nursery, 20_000);
            var growth = new long[3];
            for (var i = 0; i < growth.Length; i++)
            {
                var early = GC.GetTotalMemory(forceFullCollection: true);
                await StartMany(nursery, 200_000);
                growth[i] = GC.GetTotalMemory(forceFullCollection: true) - early;
            }

            Assert.InRange(growth.Min(), long.MinValue, 200_000);
        }));

        static async Task StartMany(Nursery nursery, int count)
        {
            for (var i = 0; i < count; i++)
            {
                nursery.Start(static (_, token) => Checkpoint.YieldAsync(token).AsTask(), i);
                if (i % 100 == 99)
                    await nursery.JoinAsync().ConfigureAwait(false);
            }
        }
    }

    [Fact]
    public async Task S39_AFinishedNursery_KeepsNothingOfItsBodyResultOrContext()
    {
        var (argument, result, context) = await Run();
        await Collected.Assert(argument, "what the body captured");
        await Collected.Assert(result, "the result");
        await Collected.Assert(context, "a value in the execution context");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Task<(WeakReference Argument, WeakReference Result, WeakReference Context)> Run() => Task.Run(async () =>
        {
            var argument = new object();
            var result = new object();
            var local = new AsyncLocal<object> { Value = new object() };
            var weak = (new WeakReference(argument), new WeakReference(result), new WeakReference(local.Value));
            await Nursery.RunAsync(
                async nursery =>
                {
                    _ = nursery.Token;
                    nursery.Start(_ => Task.FromResult(argument));
                    await nursery.JoinAsync();
                    return result;
                },
                new NurseryOptions { Timeout = TimeSpan.FromHours(1) });
            return weak;
        });
    }

    [Fact]
    public async Task S39_AFinishedNursery_KeepsNothingOfAFailure()
    {
        var failure = await Run();
        await Collected.Assert(failure, "the failure");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Task<WeakReference> Run() => Task.Run(async () =>
        {
            var boom = new Boom();
            var weak = new WeakReference(boom);
            await Record.ExceptionAsync(() => Nursery.RunAsync(nursery =>
            {
                nursery.Start(_ => Task.FromException(boom));
                return Task.FromException(new Boom());
            }));
            return weak;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S39_AnEndedMethodOfTheBuilder_KeepsNothing(bool fails)
    {
        var (argument, local, result, context) = await Run(fails);
        await Collected.Assert(argument, "an argument");
        await Collected.Assert(local, "a local");
        await Collected.Assert(result, "the result, or the failure");
        await Collected.Assert(context, "a value in the execution context");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Task<(WeakReference Argument, WeakReference Local, WeakReference Result, WeakReference Context)> Run(bool fails) =>
            Task.Run(() =>
        {
            var flowing = new AsyncLocal<object> { Value = new object() };
            var argument = new object();
            var wait = new TaskCompletionSource();
            var weakLocal = new WeakReference(null);
            var task = ResultAsync(argument, weakLocal, wait.Task, fails);
            wait.SetResult();
            object? result = null;
            var error = Record.Exception(() => result = task.GetAwaiter().GetResult());
            Assert.Equal(fails, error is not null);
            return (new WeakReference(argument), weakLocal, new WeakReference(error ?? result), new WeakReference(flowing.Value));
        });

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<object> ResultAsync(object argument, WeakReference weakLocal, Task wait, bool fails)
        {
            var local = new object();
            weakLocal.Target = local;
            await wait.ConfigureAwait(false);
            GC.KeepAlive(argument);
            GC.KeepAlive(local);
            return fails ? throw new Boom() : new object();
        }
    }

    [Fact]
    public async Task S39_TheCallersToken_KeepsNothingOfFinishedNurseries()
    {
        using var caller = new CancellationTokenSource();
        await Many(caller.Token);
        var early = GC.GetTotalMemory(forceFullCollection: true);
        await Many(caller.Token);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 100_000);

        static async Task Many(CancellationToken token)
        {
            for (var i = 0; i < 10_000; i++)
            {
                await Nursery.RunAsync(
                    nursery =>
                    {
                        _ = nursery.Token;
                        return Task.CompletedTask;
                    },
                    token).ConfigureAwait(false);
            }
        }
    }

    [Fact]
    public async Task S37_WaitsForALongChild_CutShort_LeaveNothingAtIt()
    {
        var gate = new TaskCompletionSource();
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var child = nursery.Start(_ => gate.Task);
            await WaitInVain(child, 100);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await WaitInVain(child, 50_000);
            var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
            gate.SetResult();
            Assert.InRange(kept, long.MinValue, 4_000_000);
        }));
    }

    private static async Task WaitInVain(Child child, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var source = new CancellationTokenSource();
            var wait = child.WaitAsync(source.Token).AsTask();
            source.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }
    }
}
