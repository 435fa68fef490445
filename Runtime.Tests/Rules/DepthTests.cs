using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Rules;

/// <summary>S40 and C54: depth is the heap's, never the stack's.</summary>
[Collection(Alone.Name)]
public sealed class DepthTests
{
    private const int Depth = 100_000;

    [Fact]
    public async Task C54_100000NestedNurseries_Finish()
    {
        var bottom = 0;
        await Hang.Guard(Nest(Depth));
        Assert.Equal(1, bottom);

        async Task Nest(int depth)
        {
            // Entered from the pool's stack, not from the outer level's.
            await Checkpoint.YieldAsync(CancellationToken.None).ConfigureAwait(false);
            if (depth == 0)
            {
                bottom++;
                return;
            }

            await Nursery.RunAsync(_ => Nest(depth - 1)).ConfigureAwait(false);
        }
    }

    [Fact]
    public async Task C54_100000NestedChildren_CancelledThroughTheTokenChain()
    {
        var atBottom = new Gate();
        using var caller = new CancellationTokenSource();
        var run = Nest(Depth, caller.Token);
        await atBottom;

        await caller.CancelAsync();

        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);

        Task Nest(int depth, CancellationToken token) => Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(depth == 0 ? Bottom : child => Nest(depth - 1, child));
                return Task.CompletedTask;
            },
            token);

        Task Bottom(CancellationToken token)
        {
            var wait = token.UntilCancelled();
            atBottom.Open();
            return wait;
        }
    }

    [Fact]
    public async Task C54_FailureAtDepth2000_ReachesTheTopAsItself()
    {
        // Not deeper: an exception's stack trace grows by each level it is thrown through, and is copied at each.
        var boom = new Boom();
        Assert.Same(boom, await Hang.Throws<Boom>(Nest(2_000)));

        Task Nest(int depth) => Nursery.RunAsync(nursery =>
        {
            nursery.Start(depth == 0 ? _ => Task.FromException(boom) : _ => Nest(depth - 1));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void C54_5000NestedScopes_CancelledFromOutside_AllCancelled()
    {
        const int Scopes = 5_000;
        using var outer = CancelScope.FailAfter(Timeout.InfiniteTimeSpan);
        var scopes = new List<CancelScope>();
        var token = outer.Token;
        for (var i = 0; i < Scopes; i++)
        {
            var scope = CancelScope.FailAfter(TimeSpan.FromHours(1), token);
            scopes.Add(scope);
            token = scope.Token;
        }

        outer.Cancel();

        Assert.True(SpinWait.SpinUntil(() => token.IsCancellationRequested, TimeSpan.FromSeconds(30)));
        Assert.All(scopes, scope => Assert.Equal(CancelReasonKind.Caller, scope.Reason?.Kind));
        scopes.Reverse();
        scopes.ForEach(scope => scope.Dispose());
    }

    [Fact]
    public async Task C54_100000ReadyChildren_EachStartedByTheOneBefore_CancelledByTheFirstStartersToken()
    {
        var atBottom = new Gate();
        using var starter = new CancellationTokenSource();
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var top = Nest(Depth, starter.Token).AsTask();
            await atBottom;

            await starter.CancelAsync();

            Assert.Equal(starter.Token, (await Hang.Cancels(top)).CancellationToken);

            ValueTask<int> Nest(int depth, CancellationToken token) => nursery.StartAsync<int>(
                async (_, own) =>
                {
                    if (depth > 0)
                    {
                        await Nest(depth - 1, own).ConfigureAwait(false);
                        return;
                    }

                    var wait = own.UntilCancelled();
                    atBottom.Open();
                    await wait.ConfigureAwait(false);
                },
                token);
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S40_100000ChildrenFinishSynchronously(bool inline)
    {
        var ran = 0;
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            await Checkpoint.YieldAsync(CancellationToken.None);
            for (var i = 0; i < Depth; i++)
            {
                if (inline)
                    HandChild<Inline>.Start(nursery, Child);
                else
                    HandChild<Queued>.Start(nursery, Child);
            }

            await nursery.JoinAsync();
            Assert.Equal(Depth, ran);
        }));

        ValueTask Child(CancellationToken token)
        {
            Interlocked.Increment(ref ran);
            return default;
        }
    }

    [Fact]
    public async Task S40_100000InlineChildren_EachStartedByTheOneBefore()
    {
        var ran = 0;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            Next();
            return Task.CompletedTask;

            void Next() => HandChild<Inline>.Start(nursery, _ =>
            {
                if (Interlocked.Increment(ref ran) < Depth)
                    Next();

                return default;
            });
        }));

        Assert.Equal(Depth, ran);
    }

    [Fact]
    public async Task S40_100000Children_EachAwaitingTheHandleOfTheOneBefore()
    {
        var gate = new Gate();
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var last = nursery.Start(_ => gate.Opened);
            for (var i = 0; i < Depth; i++)
            {
                var previous = last;
                last = nursery.Start(async _ => await previous.ConfigureAwait(false));
                if (i % 1_000 == 0)
                    await Checkpoint.YieldAsync(CancellationToken.None);
            }

            gate.Open();
            await last;
        }));
    }

    [Fact]
    public async Task S40_100000AsyncMethods_EachAwaitingTheNext_EndOneAfterTheOther()
    {
        var bottom = new TaskCompletionSource();
        var atBottom = new Gate();
        var top = Nest(Depth).AsTask();
        await atBottom;
        bottom.SetResult();
        await Hang.Guard(top);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        async ValueTask Nest(int depth)
        {
            // Down on the pool's stack; the way up is the builder's.
            await Task.Yield();
            if (depth > 0)
            {
                await Nest(depth - 1);
                return;
            }

            atBottom.Open();
            await bottom.Task.ConfigureAwait(false);
        }
    }
}
