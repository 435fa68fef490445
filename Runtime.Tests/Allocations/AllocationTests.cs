using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Allocations;

/// <summary>Byte budgets (performance.md P1–P4, P11) under the real clock: what a nursery costs once its pools are warm.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests : IDisposable
{
    private const int Children = 1_000;

    /// <summary>S38: a token that was handed out belongs to its nursery alone.</summary>
    private const int TokenSource = 48;

    private static readonly NurseryInfo s_info = new("Allocations") { TimeoutMilliseconds = 5_000 };

    private readonly CancellationTokenSource _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    public void P1_EmptyNursery_CallerToken_Timeout_0Bytes() => Assert.Equal(0, Rounds.BytesEachOnThisThread(() => Exit(Open())));

    [Fact]
    public void P1_EmptyNursery_WhoseTokenIsTaken_OneTokenSource() => Assert.Equal(TokenSource, Rounds.BytesEachOnThisThread(() =>
    {
        var scope = Open();
        _ = scope.Nursery.Token;
        Exit(scope);
    }));

    [Fact]
    public void P1_EmptyNurseryWithAResult_0Bytes() => Assert.Equal(0, Rounds.BytesEachOnThisThread(() =>
    {
        var scope = NurseryScope.Open<NurseryScope<int>>(s_info, _caller.Token);
        scope.Run(new ValueTask<int>(1));
        scope.ExitAsync().GetAwaiter().GetResult();
    }));

    [Fact]
    public Task P2_ThreeChildren_Synchronous_Queued_0BytesAsync() =>
        Rounds.AtMostAsync(1, () => RunThree<Queued>(static _ => default));

    [Fact]
    public Task P3_ThreeChildren_YieldOnce_Queued_0BytesAsync() =>
        Rounds.AtMostAsync(1, () => RunThree<Queued>(s_yield));

    [Fact]
    public Task P3_ThreeChildren_WithTheirOwnTimeout_OnlyWhatLinksTheirTokensAsync()
    {
        // The nursery's token source, and the list and the nodes of the three scopes that are registered on it.
        const int Registrations = 64, Node = 80;
        return Rounds.AtMostAsync(TokenSource + Registrations + (3 * Node) + 1, () => RunThree<Timed>(s_yield));
    }

    [Fact]
    public Task P3_TheBodyJoins_0BytesAsync() => Rounds.AtMostAsync(1, () =>
    {
        var scope = Open();
        HandSilent<Queued>.Start(scope.Nursery, s_yield);
        scope.Run(scope.Nursery.JoinAsync());
        return scope.ExitAsync();
    });

#if !DEBUG
    [Fact]
    public void P3_AnAsyncChild_SuspendedOnce_PoolingBuilder_0Bytes()
    {
        // On one thread, and one child: the builder keeps one box a thread and one a core, and allocates what its caches miss. Ours are the
        // tests above.
        var pause = new Pause();
        Func<CancellationToken, ValueTask> child = _ => ChildAsync(pause);
        Assert.Equal(0, Rounds.BytesEachOnThisThread(() =>
        {
            var scope = Open();
            HandSilent<Inline>.Start(scope.Nursery, child);
            pause.End();
            Exit(scope);
        }));

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        static async ValueTask ChildAsync(Pause pause) => await pause.WaitAsync().ConfigureAwait(false);
    }

    [Fact]
    public void P6_1000AsyncChildren_SuspendedAtOnce_ChildMethodBuilder_0Bytes()
    {
        var crowd = new Crowd();
        var running = 0;
        Func<CancellationToken, ValueTask> child = _ => ChildAsync(crowd);
        Func<CancellationToken, ValueTask> childOfT = _ => ChildOfTAsync(crowd);
        Assert.Equal(0, Rounds.BytesEachOnThisThread(() =>
        {
            var scope = Open();
            for (var i = 0; i < Children; i += 2)
            {
                HandSilent<Inline>.Start(scope.Nursery, child);
                HandSilent<Inline>.Start(scope.Nursery, childOfT);
            }

            running = scope.Nursery.ChildCount;
            crowd.GoOn();
            Exit(scope);
        }));
        Assert.Equal(Children, running);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask ChildAsync(Crowd crowd) => await crowd;

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask ChildOfTAsync(Crowd crowd) => _ = await CountAsync(crowd).ConfigureAwait(false);

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<int> CountAsync(Crowd crowd)
        {
            await crowd;
            return 1;
        }
    }

    [Fact]
    public Task P6_1000AsyncChildren_Yield_ChildMethodBuilder_0BytesAsync()
    {
        return RunThousands(static _ => ChildAsync());

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask ChildAsync() => await Task.Yield();
    }

    [Fact]
    public Task P6_1000AsyncChildren_Checkpoint_ChildMethodBuilder_0BytesAsync()
    {
        return RunThousands(static _ => ChildAsync(CancellationToken.None));

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask ChildAsync(CancellationToken token) => await Checkpoint.YieldAsync(token);
    }

    [Fact]
    public Task P6_1000AsyncChildren_WithAResult_ChildMethodBuilder_0BytesAsync()
    {
        return RunThousands(static _ => ChildAsync());

        [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
        static async ValueTask ChildAsync() => _ = await ResultAsync();

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<string> ResultAsync()
        {
            await Task.Yield();
            return "result";
        }
    }

    /// <summary>0 bytes a child, of all threads together.</summary>
    private Task RunThousands(Func<CancellationToken, ValueTask> child) => Bytes.AtMostAsync(0.05, 20 * Children, async children =>
    {
        for (; children > 0; children -= Children)
        {
            var scope = Open();
            for (var i = 0; i < Children; i++)
                HandSilent<Queued>.Start(scope.Nursery, child);

            scope.Run(default(ValueTask));
            await scope.ExitAsync().ConfigureAwait(false);
        }
    });

    /// <summary>Suspends many, and lets them go on inside <see cref="GoOn"/>.</summary>
    private sealed class Crowd : ICriticalNotifyCompletion
    {
        private readonly List<Action> _waiting = new(Children);

        public bool IsCompleted => false;

        public Crowd GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => _waiting.Add(continuation);

        public void UnsafeOnCompleted(Action continuation) => _waiting.Add(continuation);

        public void GoOn()
        {
            foreach (var goOn in _waiting)
                goOn();

            _waiting.Clear();
        }
    }

    /// <summary>Suspends one at a time, and lets it go on inside <see cref="End"/>.</summary>
    private sealed class Pause : IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<bool> _source;

        public ValueTask WaitAsync() => new(this, _source.Version);

        public void End() => _source.SetResult(true);

        public void GetResult(short token)
        {
            _source.GetResult(token);
            _source.Reset();
        }

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _source.OnCompleted(continuation, state, token, flags);
    }
#endif

    [Fact]
    public void P4_ThreeChildren_Inline_Synchronous_0Bytes() => Assert.Equal(0, Rounds.BytesEachOnThisThread(() =>
    {
        var scope = Open();
        HandSilent<Inline>.Start(scope.Nursery, static _ => default);
        HandSilent<Inline>.Start(scope.Nursery, static _ => default);
        HandSilent<Inline>.Start(scope.Nursery, static _ => default);
        Exit(scope);
    }));

    [Fact]
    public void P11_AChildWithAResult_OneObject()
    {
        var bytes = Rounds.BytesEachOnThisThread(() =>
        {
            var scope = Open();
            HandResult<Inline, int>.Start(scope.Nursery, static _ => new ValueTask<int>(1));
            Exit(scope);
        });

        Assert.Equal(SizeOf(() => new HandResult<Inline, int>()) + TokenSource, bytes);
    }

    [Fact]
    public void TaskEntry_CompletesAtOnce_0Bytes() =>
        Assert.Equal(0, Rounds.BytesEachOnThisThread(
            () => Nursery.RunAsync(static _ => Task.CompletedTask, _caller.Token).GetAwaiter().GetResult()));

    [Fact]
    public void TaskEntry_CompletesLater_OnlyTheReturnedTask()
    {
        var gate = new PendingSource();
        var bytes = Rounds.BytesEachOnThisThread(() =>
        {
            var scope = Open();
            scope.Run(gate.Wait());
            var task = scope.ExitAsync().AsTask();
            gate.Open();
            Assert.True(task.IsCompletedSuccessfully);
        });

        var returnedTask = Rounds.BytesEachOnThisThread(() =>
        {
            var task = gate.Wait().AsTask();
            gate.Open();
            Assert.True(task.IsCompletedSuccessfully);
        });
        Assert.Equal(80, returnedTask);
        Assert.Equal(returnedTask, bytes);
    }

    [Fact]
    public void S25_MovingTheDeadline_OnlyTheTokenSource() => Assert.Equal(TokenSource, Rounds.BytesEachOnThisThread(() =>
    {
        var scope = Open();
        _ = scope.Nursery.Token;
        scope.Nursery.CancelAfter(TimeSpan.FromSeconds(1));
        scope.Nursery.CancelAfter(TimeSpan.FromSeconds(9));
        Exit(scope);
    }));

    [Fact]
    public Task S35_Checkpoint_0BytesAsync() =>
        Rounds.AtMostAsync(1, () => Checkpoint.YieldAsync(_caller.Token));

    private static readonly Func<CancellationToken, ValueTask> s_yield = Checkpoint.YieldAsync;

    private VoidNurseryScope Open() => NurseryScope.Open<VoidNurseryScope>(s_info, _caller.Token);

    private static void Exit(VoidNurseryScope scope)
    {
        scope.Run(default(ValueTask));
        scope.ExitAsync().GetAwaiter().GetResult();
    }

    private ValueTask RunThree<TKind>(Func<CancellationToken, ValueTask> child)
        where TKind : IChildKind
    {
        var scope = Open();
        HandSilent<TKind>.Start(scope.Nursery, child);
        HandSilent<TKind>.Start(scope.Nursery, child);
        HandSilent<TKind>.Start(scope.Nursery, child);
        scope.Run(default(ValueTask));
        return scope.ExitAsync();
    }

    private static long SizeOf(Func<object> make)
    {
        object? kept = null;
        var bytes = Rounds.BytesEachOnThisThread(() => kept = make());
        GC.KeepAlive(kept);
        return bytes;
    }

    /// <summary>A task that is completed by hand, over and over, at no cost.</summary>
    private sealed class PendingSource : IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<bool> _core;

        public ValueTask Wait()
        {
            _core.Reset();
            return new ValueTask(this, _core.Version);
        }

        public void Open() => _core.SetResult(true);

        public void GetResult(short token) => _core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}
