using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S22, S25: litmus tests. One thread cancels, or sets a deadline, as another reads the token for the first time: no cancellation
/// is missed.</summary>
public sealed class FirstTokenReadTests
{
    private const int Batches = 10;
    private const int Scopes = 2_000;

    [Fact]
    public async Task S25_CancelAfter_AsACancelScopesTokenIsFirstRead_Fires()
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var clock = new Bell();
            var scopes = Make(_ => CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan, clock));
            var tokens = new CancellationToken[Scopes];
            await InStep.Run(Scopes, i => scopes[i].CancelAfter(TimeSpan.FromSeconds(1)), i => tokens[i] = scopes[i].Token);
            clock.Ring(TimeSpan.FromSeconds(2));
            AssertAllCancelled(tokens);
            Array.ForEach(scopes, scope => scope.Dispose());
        }
    }

    [Fact]
    public Task S25_CancelAfter_AsANurserysTokenIsFirstRead_Fires() => Task.Run(async () =>
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var clock = new Bell();
            var scopes = Make(_ => NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Litmus"), CancellationToken.None, clock));
            var tokens = new CancellationToken[Scopes];
            var nurseries = Array.ConvertAll(scopes, scope => scope.Nursery);
            await InStep.Run(Scopes, i => nurseries[i].CancelAfter(TimeSpan.FromSeconds(1)), i => tokens[i] = nurseries[i].Token);
            clock.Ring(TimeSpan.FromSeconds(2));
            AssertAllCancelled(tokens);
            await ExitAll(scopes);
        }
    });

    [Fact]
    public async Task S25_CancelAfter_MovesTheDeadlineEarlier_AsTheTokenIsFirstRead_Fires()
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var clock = new Bell();
            var scopes = Make(_ => CancelScope.MoveOnAfter(TimeSpan.FromHours(1), clock));
            var tokens = new CancellationToken[Scopes];
            await InStep.Run(Scopes, i => scopes[i].CancelAfter(TimeSpan.FromSeconds(1)), i => tokens[i] = scopes[i].Token);
            clock.Ring(TimeSpan.FromSeconds(2));
            AssertAllCancelled(tokens);
            Array.ForEach(scopes, scope => scope.Dispose());
        }
    }

    [Fact]
    public async Task S22_Cancel_AsTheTokenIsFirstRead_TheTokenIsCancelled()
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var scopes = Make(_ => CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan));
            var tokens = new CancellationToken[Scopes];
            await InStep.Run(Scopes, i => scopes[i].Cancel(), i => tokens[i] = scopes[i].Token);
            AssertAllCancelled(tokens);
            Array.ForEach(scopes, scope => scope.Dispose());
        }
    }

    [Fact]
    public async Task S17_TheCallerCancels_AsTheTokenIsFirstRead_TheTokenIsCancelled()
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var callers = Make(_ => new CancellationTokenSource());
            var scopes = Make(i => CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan, callers[i].Token));
            var tokens = new CancellationToken[Scopes];
            await InStep.Run(Scopes, i => callers[i].Cancel(), i => tokens[i] = scopes[i].Token);
            AssertAllCancelled(tokens);
            Array.ForEach(scopes, scope => scope.Dispose());
            Array.ForEach(callers, caller => caller.Dispose());
        }
    }

    [Fact]
    public Task S38_TheExit_AsTheTokenIsFirstRead_ATokenOfTheNurserysOwnOrAClosedNursery() => Task.Run(async () =>
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var scopes = Make(_ => NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Litmus"), CancellationToken.None));
            var tokens = new CancellationToken[Scopes];
            var nurseries = Array.ConvertAll(scopes, scope => scope.Nursery);
            await InStep.Run(
                Scopes,
                i => scopes[i].Run(default(ValueTask)),
                i =>
                {
                    try
                    {
                        tokens[i] = nurseries[i].Token;
                    }
                    catch (InvalidOperationException)
                    {
                        // It has exited.
                    }
                });
            await Task.WhenAll(Array.ConvertAll(scopes, scope => scope.ExitAsync().AsTask()));

            // Others use the objects, and are cancelled.
            for (var i = 0; i < Scopes; i++)
            {
                await Nursery.RunAsync(nursery =>
                {
                    _ = nursery.Token;
                    nursery.Cancel();
                    return Task.CompletedTask;
                });
            }

            Assert.DoesNotContain(tokens, token => token.IsCancellationRequested);
        }
    });

    private static T[] Make<T>(Func<int, T> make) => [.. Enumerable.Range(0, Scopes).Select(make)];

    private static void AssertAllCancelled(CancellationToken[] tokens) =>
        Assert.Equal(0, tokens.Count(token => !token.IsCancellationRequested));

    private static Task ExitAll(VoidNurseryScope[] scopes) => Task.WhenAll(Array.ConvertAll(scopes, scope =>
    {
        scope.Run(default(ValueTask));
        return scope.ExitAsync().AsTask();
    }));

    /// <summary>A clock without locks, which would be fences: it stands still until it rings, and then fires all timers.</summary>
    private sealed class Bell : TimeProvider
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<Hammer> _timers = new();
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Hammer(callback, state);
            _timers.Enqueue(timer);
            return timer;
        }

        public void Ring(TimeSpan after)
        {
            Volatile.Write(ref _now, after.Ticks);
            foreach (var timer in _timers)
                timer.Fire(after);
        }

        private sealed class Hammer(TimerCallback callback, object? state) : ITimer
        {
            private TimeSpan _due = Timeout.InfiniteTimeSpan;

            public void Fire(TimeSpan now)
            {
                if (_due != Timeout.InfiniteTimeSpan && _due <= now)
                    callback(state);
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _due = dueTime;
                return true;
            }

            public void Dispose() => _due = Timeout.InfiniteTimeSpan;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
