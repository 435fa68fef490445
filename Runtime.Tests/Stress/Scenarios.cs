namespace NurseryGen.Tests.Stress;

/// <summary>One worker's nurseries, one after another, each checked at its exit.</summary>
internal sealed class Scenarios
{
    private readonly Counters _counters;
    private readonly Random _random;
    private readonly Func<Task>[] _all;
    private readonly StaleHandles _stale = new();

    public Scenarios(Counters counters, Random random)
    {
        _counters = counters;
        _random = random;
        _all =
        [
            FanAsync, InlineAsync, FailuresAsync, TimeoutAsync, CallerAsync, DaemonsAsync, RaceAsync, StreamAsync, ReadyAsync, EachAsync,
            NestedAsync, DeclaredAsync,
        ];
    }

    public async Task RunOneAsync()
    {
        var scenario = _all[_random.Next(_all.Length)];
        await Hang.Guard(scenario(), scenario.Method.Name);
        _counters.NurseryRan();
        _stale.Poke(_random);
    }

    private NurseryOptions Limited(NurseryPolicy policy = NurseryPolicy.FailFast) =>
        new() { MaxConcurrency = Math.Max(0, _random.Next(8) - 3), Policy = policy };

    private async Task FanAsync()
    {
        var count = _random.Next(1, 400);
        var alive = 0;
        await Nursery.RunAsync(
            async nursery =>
            {
                _stale.Keep(nursery);
                for (var i = 0; i < count; i++)
                {
                    _stale.Keep(
                        i % 2 == 0 ? HandChild<Queued>.StartTask(nursery, ChildAsync) : HandChild<Inline>.StartTask(nursery, ChildAsync));
                }

                await nursery.JoinAsync();
                Assert.Equal(0, Volatile.Read(ref alive));
            },
            Limited());
        Assert.Equal(0, alive);

        async Task ChildAsync(CancellationToken token)
        {
            Interlocked.Increment(ref alive);
            await CountAsync(async () =>
            {
                if (alive % 3 == 0)
                    await Checkpoint.YieldAsync(token);
            });
            Interlocked.Decrement(ref alive);
        }
    }

    /// <summary>Inline children within inline children, from the body's stack and others at once: some end at once, some later, some
    /// fail.</summary>
    private async Task InlineAsync()
    {
        var depth = _random.Next(1, 6);
        var failsAt = _random.Next(12);
        var foreign = _random.Next(2) == 0;
        var joins = _random.Next(2) == 0;
        var thrown = 0;
        var exit = Nursery.RunAsync(nursery =>
        {
            if (foreign)
                nursery.Start(_ => CountAsync(() => ChildAsync(depth)));

            var join = joins ? nursery.JoinAsync() : default;
            HandChild<Inline>.StartTask(nursery, _ => CountAsync(() => ChildAsync(depth)));
            return join.AsTask();

            Task ChildAsync(int level)
            {
                for (var i = 0; i < 2 && level > 0; i++)
                    HandChild<Inline>.StartTask(nursery, _ => CountAsync(() => ChildAsync(level - 1)));

                if (level == failsAt)
                {
                    Interlocked.Increment(ref thrown);
                    throw _counters.Throw();
                }

                return level % 2 == 0 ? Task.CompletedTask : Task.Run(() => { });
            }
        });
        await Record.ExceptionAsync(() => exit);
        await CatchAsync(thrown, exit);
    }

    /// <summary>Those who fail do so whether cancelled or not: each failure must come out.</summary>
    private async Task FailuresAsync()
    {
        var count = _random.Next(1, 60);
        var every = _random.Next(1, 10);
        var policy = _random.Next(2) == 0 ? NurseryPolicy.FailFast : NurseryPolicy.Supervise;
        await CatchAsync((count + every - 1) / every, Nursery.RunAsync(
            nursery =>
            {
                for (var i = 0; i < count; i++)
                {
                    var fails = i % every == 0;
                    nursery.Start(_ => CountAsync(async () =>
                    {
                        await Task.Yield();
                        if (fails)
                            throw _counters.Throw();
                    }));
                }

                return Task.CompletedTask;
            },
            Limited(policy)));
    }

    private async Task TimeoutAsync()
    {
        var run = Nursery.RunAsync(
            nursery =>
            {
                for (var i = 0; i < 10; i++)
                    HandChild<Timed>.StartTask(nursery, token => CountAsync(() => token.UntilCancelled()));

                return Task.CompletedTask;
            },
            Limited() with { Timeout = TimeSpan.FromMilliseconds(_random.Next(3)) });
        await Assert.ThrowsAsync<NurseryTimeoutException>(() => run);
    }

    private async Task CallerAsync()
    {
        using var caller = new CancellationTokenSource();
        var cancelAt = _random.Next(20);
        try
        {
            await Nursery.RunAsync(
                nursery =>
                {
                    for (var i = 0; i < 20; i++)
                    {
                        var mine = i;
                        nursery.Start(token => CountAsync(async () =>
                        {
                            await Checkpoint.YieldAsync(token);
                            if (mine == cancelAt)
                                await caller.CancelAsync();

                            await Checkpoint.YieldAsync(token);
                        }));
                    }

                    return Task.CompletedTask;
                },
                Limited(),
                caller.Token);
            Assert.Fail("the one who cancelled has noticed it");
        }
        catch (OperationCanceledException error)
        {
            Assert.Equal(caller.Token, error.CancellationToken);
        }
    }

    private async Task DaemonsAsync()
    {
        var daemons = _random.Next(1, 4);
        Assert.Equal(7, await Nursery.RunAsync(
            async nursery =>
            {
                for (var i = 0; i < 10; i++)
                {
                    nursery.Start(_ => CountAsync(async () => await Task.Yield()));
                    if (i % 3 < daemons)
                        HandChild<Daemon>.StartTask(nursery, token => CountAsync(() => token.UntilCancelled()));
                }

                if (daemons == 2)
                    await nursery.JoinAsync();

                return 7;
            },
            Limited()));
    }

    private async Task RaceAsync()
    {
        var info = new NurseryInfo("Race") { Policy = NurseryPolicy.Race, MaxConcurrency = _random.Next(4) };
        var won = await Each.RaceAsync(info, Enumerable.Range(0, _random.Next(1, 12)), async (item, token) =>
        {
            _counters.ChildStarted();
            try
            {
                if (item % 2 == 1)
                    await Checkpoint.YieldAsync(token);

                return _counters.Make();
            }
            finally
            {
                _counters.ChildEnded();
            }
        });
        Assert.False(won.IsDisposed);
        _counters.Keep();
    }

    private async Task StreamAsync()
    {
        var info = new NurseryInfo("Stream") { MaxConcurrency = _random.Next(5) };
        var count = _random.Next(60);
        var leaveAfter = _random.Next(90);
        var failsAt = _random.Next(120);
        var failed = false;
        try
        {
            await foreach (var product in Each.StreamAsync(info, Enumerable.Range(0, count), ChildAsync))
            {
                Assert.False(product.IsDisposed);
                _counters.Keep();
                if (leaveAfter-- == 0)
                    break;
            }

            Assert.False(failed);
        }
        catch (Boom)
        {
            Assert.True(failed);
            _counters.Catch(1);
        }

        async ValueTask<Counters.Product> ChildAsync(int item, CancellationToken token)
        {
            _counters.ChildStarted();
            try
            {
                if (item % 3 == 0)
                    await Checkpoint.YieldAsync(token);

                if (item == failsAt)
                {
                    failed = true;
                    throw _counters.Throw();
                }

                return _counters.Make();
            }
            finally
            {
                _counters.ChildEnded();
            }
        }
    }

    private async Task ReadyAsync()
    {
        var fails = _random.Next(4) == 0;
        var run = Nursery.RunAsync(
            async nursery =>
            {
                for (var i = 0; i < 5; i++)
                {
                    var value = i;
                    Assert.Equal(value, await nursery.StartAsync<int>((ready, token) => CountAsync(async () =>
                    {
                        if (value % 2 == 0)
                            await Task.Yield();

                        ready.Set(value);
                        await Task.Yield();
                    })));
                }

                if (fails)
                {
                    await nursery.StartAsync<int>((_, _) => CountAsync(async () =>
                    {
                        await Task.Yield();
                        throw _counters.Throw();
                    }));
                }
            });
        await CatchAsync(fails ? 1 : 0, run);
    }

    private async Task EachAsync()
    {
        var count = _random.Next(200);
        var info = new NurseryInfo("Each") { MaxConcurrency = _random.Next(5) };
        var results = await Each.RunAsync(info, Enumerable.Range(0, count), async (item, _) =>
        {
            await CountAsync(async () =>
            {
                if (item % 4 == 0)
                    await Task.Yield();
            });
            return item;
        });
        Assert.Equal(Enumerable.Range(0, count), results);
    }

    private async Task NestedAsync()
    {
        var failsAt = _random.Next(10);
        await CatchAsync(failsAt <= 5 ? 1 : 0, LevelAsync(5, CancellationToken.None));

        Task LevelAsync(int level, CancellationToken caller) => Nursery.RunAsync(
            nursery =>
            {
                for (var i = 0; i < 3; i++)
                    nursery.Start(token => CountAsync(async () => await Checkpoint.YieldAsync(token)));

                nursery.Start(token => CountAsync(async () =>
                {
                    if (level == failsAt)
                        throw _counters.Throw();

                    // A cancelled level doesn't keep the failing one from being reached.
                    if (level > 0)
                        await LevelAsync(level - 1, token);
                }));
                return Task.CompletedTask;
            },
            caller);
    }

    private async Task DeclaredAsync()
    {
        var fails = _random.Next(3) == 0;
        try
        {
            var (first, second) = await HandDeclared<Counters.Product, Counters.Product>.RunAsync(
                new NurseryInfo("Declared"), token => MakeAsync(token, false), token => MakeAsync(token, fails));
            Assert.False(first.IsDisposed || second.IsDisposed);
            _counters.Keep();
            _counters.Keep();
        }
        catch (Boom)
        {
            Assert.True(fails);
            _counters.Catch(1);
        }

        async ValueTask<Counters.Product> MakeAsync(CancellationToken token, bool throws)
        {
            _counters.ChildStarted();
            try
            {
                await Checkpoint.YieldAsync(token);
                return throws ? throw _counters.Throw() : _counters.Make();
            }
            finally
            {
                _counters.ChildEnded();
            }
        }
    }

    private async Task CountAsync(Func<Task> child)
    {
        _counters.ChildStarted();
        try
        {
            await child();
        }
        finally
        {
            _counters.ChildEnded();
        }
    }

    private async Task CatchAsync(int expected, Task run)
    {
        var caught = 0;
        try
        {
            await run;
        }
        catch (Boom)
        {
            caught = 1;
        }
        catch (ExceptionGroup group)
        {
            caught = group.Failures.Count;
        }

        Assert.Equal(expected, caught);
        _counters.Catch(caught);
    }
}
