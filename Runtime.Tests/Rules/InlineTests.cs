#pragma warning disable NUR301, NUR304 // What is on the body's stack is told from what isn't by holding threads.

using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S1, S2, S4, S8 for children on the stack of their nursery's body, which are not counted as long as they succeed at
/// once.</summary>
public sealed class InlineTests
{
    private static readonly NurseryInfo s_info = new("Inline");

    [Fact]
    public async Task S4_Completes_ItCountsWhileItRuns()
    {
        var seen = new List<int>();
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            var child = HandChild<Inline>.Start(nursery, _ =>
            {
                seen.Add(nursery.ChildCount);
                HandChild<Inline>.Start(nursery, _ =>
                {
                    seen.Add(nursery.ChildCount);
                    return default;
                });
                seen.Add(nursery.ChildCount);
                return default;
            });
            seen.Add(nursery.ChildCount);
            Assert.True(child.IsCompleted);
            Assert.True(child.Outcome.IsSuccess);
            child.GetAwaiter().GetResult();
            return Task.CompletedTask;
        }));

        Assert.Equal([1, 2, 1, 0], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S9_Fails_AtOnce_CancelsTheOthersAndIsThrown(bool beforeThereIsATask)
    {
        var boom = new Boom();
        var cancelled = false;
        var error = await Record.ExceptionAsync(() => Hang.Guard(Nursery.RunAsync(nursery =>
        {
            var gate = new Gate();
            nursery.Start(token => gate.WaitAsync(token));
            var child = HandChild<Inline>.Start(nursery, _ => beforeThereIsATask ? throw boom : ValueTask.FromException(boom));
            cancelled = nursery.IsCancellationRequested;
            Assert.True(child.IsCompleted);
            Assert.Same(boom, child.Outcome.Exception);
            return Task.CompletedTask;
        })));

        Assert.Same(boom, error);
        Assert.True(cancelled);
    }

    [Fact]
    public async Task S9_OneInsideAnother_BothFail()
    {
        var counts = new List<int>();
        var tree = await Tree.Of(Nursery.RunAsync(nursery =>
        {
            HandChild<Inline>.Start(nursery, _ =>
            {
                HandChild<Inline>.Start(nursery, _ => throw new Boom("inner"));
                counts.Add(nursery.ChildCount);
                throw new Boom("outer");
            });
            counts.Add(nursery.ChildCount);
            return Task.CompletedTask;
        }));

        Assert.Equal("[inner, outer]", tree);
        Assert.Equal([1, 0], counts);
    }

    [Fact]
    public async Task S1_Suspended_TheNurseryWaitsForIt()
    {
        var gate = new Gate();
        Nursery handle = default;
        Child child = default;
        var run = Nursery.RunAsync(nursery =>
        {
            handle = nursery;
            HandChild<Inline>.Start(nursery, _ =>
            {
                // Ends at once, and leaves one behind that doesn't.
                child = HandChild<Inline>.StartTask(nursery, async _ => await gate);
                return default;
            });
            Assert.Equal(1, nursery.ChildCount);
            return Task.CompletedTask;
        });

        Assert.False(run.IsCompleted);
        Assert.Equal(1, handle.ChildCount);
        Assert.False(child.IsCompleted);
        gate.Open();
        await Hang.Guard(run);
        Assert.True(child.Outcome.IsSuccess);
    }

    [Fact]
    public Task S1_Suspended_AndEndedElsewhereAtTheSameInstant_NothingIsLost() => Race.Repeat(async round =>
    {
        var ended = 0;
        var run = Nursery.RunAsync(nursery =>
        {
            for (var i = 0; i < 3; i++)
            {
                var fails = (round + i) % 3 == 0;
                HandChild<Inline>.StartTask(nursery, _ => Task.Run(() =>
                {
                    Interlocked.Increment(ref ended);
                    return fails ? throw new Boom() : Task.CompletedTask;
                },
                CancellationToken.None));
                HandChild<Inline>.Start(nursery, _ => default);
            }

            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<Boom>(() => run);
        Assert.Equal(3, ended);
    });

    [Fact]
    public async Task S21_CancelsTheNursery_FromWithin()
    {
        var ran = new List<string>();
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            HandChild<Inline>.Start(nursery, token =>
            {
                using var registration = token.Register(() => HandChild<Inline>.Start(nursery, _ =>
                {
                    ran.Add("in a callback");
                    return default;
                }));
                nursery.Cancel();
                Assert.True(token.IsCancellationRequested);
                ran.Add("cancelled");
                return default;
            });
            HandChild<Inline>.Start(nursery, token => ValueTask.FromCanceled(token));
            Assert.Equal(0, nursery.ChildCount);
            return Task.CompletedTask;
        }));

        Assert.Equal(["in a callback", "cancelled"], ran);
    }

    [Fact]
    public async Task S6_WhatItChangesInTheContext_StaysInside()
    {
        var local = new AsyncLocal<int> { Value = 1 };
        var seen = new List<int>();
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            HandChild<Inline>.Start(nursery, _ =>
            {
                seen.Add(local.Value);
                local.Value = 2;
                return default;
            });
            seen.Add(local.Value);
            return Task.CompletedTask;
        }));

        Assert.Equal([1, 1], seen);
    }

    [Fact]
    public Task S2_AStaleHandle_OnTheStackOfTheBodyThatItsScopeServesNow_IsRefused() => Task.Run(() =>
    {
        Nursery stale = default;
        Entry.RunAsync(s_info, nursery =>
        {
            stale = nursery;
            return default;
        }).GetAwaiter().GetResult();
        Entry.RunAsync(new NurseryInfo("Another"), nursery =>
        {
            Assert.NotEqual(stale, nursery);
            Assert.Throws<InvalidOperationException>(() => HandChild<Inline>.Start(stale, _ => throw new Boom("ran")));
            Assert.Throws<InvalidOperationException>(() => stale.Token);
            HandChild<Inline>.Start(nursery, _ => default);
            return default;
        }).GetAwaiter().GetResult();
    });

    [Fact]
    public async Task S2_NestedNurseries_OnOneStack_EachHasItsOwnChildren()
    {
        var gate = new Gate();
        Task? inner = null;
        var outer = Nursery.RunAsync(outer =>
        {
            inner = Nursery.RunAsync(inner =>
            {
                HandChild<Inline>.Start(inner, _ =>
                {
                    // Started in the outer one, and left there suspended, from the inner one's stack.
                    HandChild<Inline>.StartTask(outer, _ => gate.Opened);
                    Assert.Equal((1, 1), (outer.ChildCount, inner.ChildCount));
                    return default;
                });
                Assert.Equal((1, 0), (outer.ChildCount, inner.ChildCount));
                return Task.CompletedTask;
            },
            outer.Token);
            return Task.CompletedTask;
        });

        Assert.True(inner!.IsCompletedSuccessfully);
        await inner;
        Assert.False(outer.IsCompleted);
        gate.Open();
        await Hang.Guard(outer);
    }

    [Fact]
    public async Task S1_OnAForeignThread_ItOutlivesTheBodysStack()
    {
        var runs = new Gate();
        using var mayEnd = new ManualResetEventSlim();
        Nursery handle = default;
        Task? starter = null;
        var run = Nursery.RunAsync(nursery =>
        {
            handle = nursery;
            starter = Task.Factory.StartNew(
                () => HandChild<Inline>.Start(nursery, _ =>
                {
                    runs.Open();
                    mayEnd.Wait(CancellationToken.None);
                    return default;
                }),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            runs.Opened.Wait();
            Assert.Equal(1, nursery.ChildCount);
            return Task.CompletedTask;
        });

        Assert.False(run.IsCompleted);
        Assert.Equal(1, handle.ChildCount);
        mayEnd.Set();
        await Hang.Guard(run);
        await Hang.Guard(starter!);
    }

    [Fact]
    public async Task S1_AfterTheBodysCallHasReturned_ItHoldsTheNurseryOpenByItself()
    {
        // On the very thread that the body was on: its call has returned, and the body has ended.
        var runs = new Gate();
        var gate = new TaskCompletionSource();
        Nursery handle = default;
        var run = Nursery.RunAsync(nursery =>
        {
            handle = nursery;
            return gate.Task;
        });
        HandChild<Inline>.Start(handle, _ =>
        {
            gate.SetResult();
            Assert.False(run.IsCompleted);
            Assert.Equal(1, handle.ChildCount);
            return default;
        });
        await Hang.Guard(run);
    }

    [Fact]
    public Task S1_WhileTheBodyEndsOnAnotherThread_OneChildIsOneChild() => Race.Repeat(async _ =>
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Nursery handle = default;
        var run = Nursery.RunAsync(nursery =>
        {
            handle = nursery;
            return gate.Task;
        });
        HandChild<Inline>.Start(handle, _ =>
        {
            gate.SetResult();
            for (var reads = 0; reads < 200; reads++)
                Assert.Equal(1, handle.ChildCount);

            return default;
        });
        await Hang.Guard(run);
    });

    [Fact]
    public Task S2_OnAForeignThread_WhileTheBodyReturns_ItRunsInsideOrNotAtAll() => Race.Repeat(async _ =>
    {
        var arrived = 0;
        var ran = 0;
        var ranAtExit = -1;
        Exception? refused = null;
        Task? starter = null;
        var run = Nursery.RunAsync(nursery =>
        {
            starter = Task.Run(() =>
            {
                Volatile.Write(ref arrived, 1);
                refused = Record.Exception(() => HandChild<Inline>.Start(nursery, _ =>
                {
                    Volatile.Write(ref ran, 1);
                    return default;
                }));
            });
            SpinWait.SpinUntil(() => Volatile.Read(ref arrived) != 0);
            HandChild<Inline>.Start(nursery, _ => default);
            return Task.CompletedTask;
        });
        await run;
        ranAtExit = Volatile.Read(ref ran);
        await starter!;
        Assert.Equal(refused is null ? 1 : 0, ranAtExit);
        Assert.True(refused is null or InvalidOperationException);
    });

    [Fact]
    public async Task S2_WhileTheNurseryPutsItsResultTogether_ItIsRefused() =>
        Assert.IsType<InvalidOperationException>(await Hang.Guard(LateStarter.RunAsync().AsTask()));

    [Fact]
    public Task S8_AWaitThatTheBodyBegan_EndsWithTheLastChild_ThoughThatWasNotCounted() => Task.Run(() =>
        Entry.RunAsync(s_info, nursery =>
        {
            var first = new TaskCompletionSource();
            HandChild<Inline>.StartTask(nursery, _ => first.Task);
            var join = nursery.JoinAsync();
            HandChild<Inline>.Start(nursery, _ =>
            {
                first.SetResult();
                Assert.False(join.IsCompleted);
                return default;
            });
            Assert.True(join.IsCompletedSuccessfully);
            return join;
        }).GetAwaiter().GetResult());

    [Fact]
    public Task S8_AWaitThatTheBodyBegan_IsNotEndedByAChildThatIsSuspended() => Task.Run(() =>
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        var exit = Entry.RunAsync(s_info, nursery =>
        {
            HandChild<Inline>.StartTask(nursery, _ => first.Task);
            var join = nursery.JoinAsync();
            HandChild<Inline>.StartTask(nursery, _ =>
            {
                first.SetResult();
                return second.Task;
            });
            Assert.False(join.IsCompleted);
            second.SetResult();
            Assert.True(join.IsCompletedSuccessfully);
            return join;
        });
        exit.GetAwaiter().GetResult();
    });

    [Fact]
    public Task S8_AWaitThatTheBodyBegan_WhoseLastChildLeavesAsAnotherIsSuspended_GoesOn() => Race.Repeat(async round =>
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = new TaskCompletionSource();
        await Nursery.RunAsync(async nursery =>
        {
            var leaver = HandChild<Inline>.StartTask(nursery, _ => first.Task);
            var join = nursery.JoinAsync().AsTask();
            var child = HandChild<Inline>.StartTask(nursery, _ =>
            {
                first.SetResult();
                for (var i = 0; i < round; i++)
                    Thread.SpinWait(1);

                return second.Task;
            });
            await leaver;
            Assert.False(join.IsCompleted);
            Assert.False(child.IsCompleted);
            second.SetResult();
            await join;
        });
    });

    [Fact]
    public async Task S8_Join_ByTheChild_IsRefusedAtTheBodysEnd()
    {
        var error = await Record.ExceptionAsync(() => Hang.Guard(Nursery.RunAsync(nursery =>
        {
#pragma warning disable NUR102 // The runtime has to cope with what the compiler wasn't let say.
            HandChild<Inline>.Start(nursery, _ => nursery.JoinAsync());
#pragma warning restore NUR102
            return Task.CompletedTask;
        })));

        Assert.Contains("wait for itself", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S8_Join_ThatTheChildBeganAndLeft_EndsWithTheChild()
    {
        var joined = false;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            ValueTask join = default;
            HandChild<Inline>.Start(nursery, _ =>
            {
#pragma warning disable NUR102 // As above.
                join = nursery.JoinAsync();
#pragma warning restore NUR102
                Assert.False(join.IsCompleted);
                return default;
            });
            joined = join.IsCompletedSuccessfully;
            return join.AsTask();
        }));
        Assert.True(joined);
    }

    [Fact]
    public async Task S8_Join_OnAForeignThread_WhileChildrenEndOnTheBodysStack_IsWoken()
    {
        // Nobody else will end the wait: the body's stack is still there. Few timings are the wrong ones, so many are tried.
        const int Rounds = 20 * Race.Rounds;
        var begun = 0;
        var joined = 0;
        var hangs = false;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            var joiner = Task.Factory.StartNew(
                () =>
                {
                    try
                    {
                        for (var round = 1; round <= Rounds && !hangs; round++)
                        {
                            SpinUntil(ref begun, round);
                            Thread.SpinWait(round % 7);
                            hangs = !nursery.JoinAsync().AsTask().Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
                            Volatile.Write(ref joined, round);
                        }
                    }
                    finally
                    {
                        Volatile.Write(ref joined, int.MaxValue);
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            for (var round = 1; round <= Rounds && !hangs; round++)
            {
                HandChild<Inline>.Start(nursery, _ =>
                {
                    Volatile.Write(ref begun, round);
                    Thread.SpinWait(round % 11);
                    return default;
                });
                SpinUntil(ref joined, round);
            }

            return joiner;
        }));
        Assert.False(hangs);

        static void SpinUntil(ref int value, int least)
        {
            for (var spin = default(SpinWait); Volatile.Read(ref value) < least;)
                spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    [Fact]
    public async Task S4_InADeclaredNursery_OneEndsAtOnce_TheNextIsSuspended()
    {
        var gate = new Gate();
        var counts = new List<int>();
        var run = HandDeclared<int, int>.RunAsync(
            s_info,
            _ => new ValueTask<int>(1),
            async _ =>
            {
                await gate;
                return 2;
            },
            nursery =>
            {
                HandChild<Inline>.Start(nursery, _ =>
                {
                    counts.Add(nursery.ChildCount);
                    return default;
                });
                HandChild<Inline>.StartTask(nursery, _ => gate.Opened);
            }).AsTask();
        Assert.InRange(counts[0], 2, 3);
        Assert.False(run.IsCompleted);
        gate.Open();
        Assert.Equal((1, 2), await Hang.Guard(run));
    }

    [Fact]
    public Task S34_OnTheThreadOfAStreamsReader_WhichIsNotItsPumps_ItIsCounted() => Task.Run(async () =>
    {
        var opened = new TaskCompletionSource<NurseryScope>();
        using var mayReturn = new ManualResetEventSlim();
        var stream = StreamEntry.ReadAsync<int, object?>(s_info, Pump, null, clock: null, CancellationToken.None);
        var reader = stream.GetAsyncEnumerator();
        var next = reader.MoveNextAsync();
        var scope = opened.Task.GetAwaiter().GetResult();
        var children = 0;
        HandChild<Inline>.Start(scope.Nursery, _ =>
        {
            children = scope.ChildCount;
            return default;
        });
        mayReturn.Set();
        Assert.False(await next);
        await reader.DisposeAsync();
        Assert.Equal(1, children);

        ValueTask Pump(NurseryScope scope, EachSink<int> sink, object? state)
        {
            opened.SetResult(scope);
            mayReturn.Wait();
            return default;
        }
    });

    /// <summary>Starts a child when all have ended and the nursery puts its result together.</summary>
    private sealed class LateStarter : ResultScope<Exception?>
    {
        public static ValueTask<Exception?> RunAsync()
        {
            var scope = Open<LateStarter>(s_info, CancellationToken.None);
            HandChild<Inline>.Start(scope.Nursery, _ => default);
            scope.Started();
            return scope.ExitAsync();
        }

        protected override Exception? Collect()
        {
            var nursery = new Nursery(Handle);
            return Record.Exception(() => HandChild<Inline>.Start(nursery, _ => default));
        }

        protected override void Clear()
        {
        }
    }
}
