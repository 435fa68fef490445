using NurseryGen.Engine;

namespace NurseryGen.Tests.Conformance;

/// <summary>C74, C75, S15: synchronous children, and declared nurseries.</summary>
public sealed class DeclaredTests
{
    private static readonly NurseryInfo s_info = new("Declared");
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task C75_ResultsByTuple_InOrderOfTheChildren_NotOfCompletion()
    {
        var first = new Gate();

        var run = HandDeclared<int, string>.RunAsync(
            s_info,
            async _ =>
            {
                await first;
                return 1;
            },
            _ => new("two")).AsTask();
        first.Open();
        Assert.Equal((1, "two"), await Hang.Guard(run));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C75_S9_S15_OneFails_TheOtherIsCancelled_ItsResultDisposedBeforeTheNurseryEnds(bool async)
    {
        var mayEnd = new Gate();
        var late = new TrackedAsync(mayEnd.Opened);
        var boom = new Boom();

        var run = HandDeclared<TrackedAsync, int>.RunAsync(
            s_info,
            async token =>
            {
                await token.Cancelled();
                return late;
            },
            async _ =>
            {
                if (async)
                    await Task.Yield();

                throw boom;
            }).AsTask();
        await late.Begun;
        Assert.False(run.IsCompleted);
        mayEnd.Open();
        Assert.Same(boom, await Hang.Throws<Boom>(run));
        Assert.Equal(1, late.Disposals);
    }

    [Fact]
    public async Task C75_S15_S18_TimedOut_MovesOn_TheResultThatCameIsDisposed()
    {
        var came = new Tracked();
        var waiting = new Gate();

        var run = HandDeclared<Tracked, int>.RunOrMoveOnAsync(
            new NurseryInfo("Declared") { TimeoutMilliseconds = 1_000, MoveOn = true },
            _ => new(came),
            async token =>
            {
                var wait = token.UntilCancelled();
                waiting.Open();
                await wait;
                return 1;
            },
            _clock).AsTask();
        await waiting;
        _clock.Advance(1_000);
        Assert.True((await Hang.Guard(run)).TimedOut);
        Assert.Equal(1, came.Disposals);
    }

    [Fact]
    public async Task C75_S15_S17_CallerCancels_TheResultThatCameIsDisposed()
    {
        using var caller = new CancellationTokenSource();
        var came = new Tracked();
        var waiting = new Gate();

        var run = HandDeclared<Tracked, int>.RunAsync(
            s_info,
            _ => new(came),
            async token =>
            {
                waiting.Open();
                await token.UntilCancelled();
                return 1;
            },
            caller: caller.Token).AsTask();
        await waiting;
        await caller.CancelAsync();
        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
        Assert.Equal(1, came.Disposals);
    }

    [Fact]
    public async Task C75_S20_CancelledLate_NobodyGaveWay_TheResultsAreReturned_Undisposed()
    {
        using var caller = new CancellationTokenSource();
        var result = new Tracked();

        var (first, second) = await Hang.Guard(HandDeclared<Tracked, int>.RunAsync(
            s_info,
            _ => new(result),
            async token =>
            {
                await caller.CancelAsync();
                await token.Cancelled();
                return 2;
            },
            caller: caller.Token).AsTask());
        Assert.Same(result, first);
        Assert.Equal(2, second);
        Assert.Equal(0, result.Disposals);
    }

    [Fact]
    public async Task C75_S15_S19_DisposingFails_BothFailuresAreThrown()
    {
        Assert.Equal("[boom, dispose]", await Tree.Of(HandDeclared<BadDisposable, int>.RunAsync(
            s_info, _ => new(new BadDisposable()), _ => throw new Boom()).AsTask()));
    }

    [Fact]
    public async Task C75_PuttingTheResultTogetherThrows_IsTheNurserysFailure_TheResultsAreDisposed()
    {
        // A user's implicit conversion from a child's result to the nursery's may throw.
        var result = new Tracked();
        Assert.Equal("collect", await Tree.Of(ThrowingCollect.RunAsync(result).AsTask()));
        Assert.Equal(1, result.Disposals);
        Assert.Equal("collect", await Tree.Of(ThrowingCollect.RunAsync(result).AsTask()));
    }

    [Fact]
    public async Task C75_HandingAResultOnThrows_IsTheChildsFailure()
    {
        Assert.Equal("deliver", await Tree.Of(Nursery.RunAsync(nursery =>
        {
            ThrowingDelivery.StartIn(nursery);
            return Task.CompletedTask;
        })));
    }

    [Fact]
    public async Task C75_S39_AScopeReused_HoldsNothingOfItsLastResults()
    {
        for (var round = 0; round < 3; round++)
        {
            var stale = new Tracked();
            await Hang.Guard(HandDeclared<Tracked, int>.RunAsync(s_info, _ => new(stale), _ => new(1)).AsTask());
            await Hang.Throws<Boom>(HandDeclared<Tracked, int>.RunAsync(s_info, _ => throw new Boom(), _ => new(1)).AsTask());
            Assert.Equal(0, stale.Disposals);
        }
    }

    [Fact]
    public async Task C74_SynchronousChildren_OnThePool_InParallel_ExceptionsCollected()
    {
        using var all = new Barrier(3);
        var starter = Environment.CurrentManagedThreadId;
        var threads = new int[2];

        var error = await Tree.Of(Task.Run(() => Nursery.RunAsync(
            nursery =>
            {
                starter = Environment.CurrentManagedThreadId;
                for (var i = 0; i < 2; i++)
                {
                    var index = i;
                    HandChild<Queued>.Start(nursery, _ =>
                    {
                        Synchronous(index);
                        return default;
                    });
                }

                // Its thread is held, so that the children can't have it.
#pragma warning disable NUR304
                Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(20)), "they don't run at the same time");
#pragma warning restore NUR304
                return Task.CompletedTask;
            })));
        Assert.True(error is "[0, 1]" or "[1, 0]", error);
        Assert.DoesNotContain(starter, threads);
        Assert.NotEqual(threads[0], threads[1]);

        void Synchronous(int index)
        {
            threads[index] = Environment.CurrentManagedThreadId;
            Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(20)), "they don't run at the same time");
            throw new Boom($"{index}");
        }
    }

    private sealed class ThrowingCollect : ResultScope<int>
    {
        private Tracked? _result;

        public static ValueTask<int> RunAsync(Tracked result)
        {
            var scope = Open<ThrowingCollect>(s_info, CancellationToken.None);
            scope._result = result;
            try
            {
                scope.Nursery.Start(async _ => await Task.Yield());
                scope.Started();
            }
            catch (Exception error)
            {
                scope.Fail(error);
            }

            return scope.ExitAsync();
        }

        protected override int Collect() => throw new Boom("collect");

        protected override void Clear() => _result = null;

        protected override void DropAll() => DisposeUnreachable(_result);
    }

    private sealed class ThrowingDelivery() : DeliveringChild<ThrowingDelivery, int, ValueTuple>(new ChildInfo("Throwing"))
    {
        public static void StartIn(Nursery nursery) => StartCore(nursery.Handle, default);

        protected override ValueTask<int> Invoke() => new(1);

        protected override void Deliver(int result) => throw new Boom("deliver");
    }

    private sealed class BadDisposable : IDisposable
    {
        public void Dispose() => throw new Boom("dispose");
    }
}
