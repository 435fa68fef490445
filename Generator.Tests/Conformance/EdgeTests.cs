using NurseryGen.Generator.Tests.Support;
using Xunit;
using static NurseryGen.Generator.Tests.Conformance.Signals;

namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>Groups, cancellation and timeouts of generated nurseries where cases meet.</summary>
public sealed class EdgeTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly EdgeStage _stage;
    private readonly InvalidOperationException _failure = new("failure");

    public EdgeTests() => _stage = new EdgeStage(_clock);

    [Fact]
    public async Task C13_CancellationsAmongFailuresOfANestedNursery_AreStripped()
    {
        var second = new ArgumentException("second");
        var run = _stage.OuterAsync(nursery =>
        {
            nursery.StartWork(async _ =>
            {
                // What an inner nursery throws that failed twice, and whose members gave way to the outer's cancellation.
                nursery.Cancel();
                await Task.Yield();
                throw new ExceptionGroup(
                    "inner",
                    [new OperationCanceledException(), _failure, new ExceptionGroup("innermost", [new TaskCanceledException()]), second]);
            });
            return Task.CompletedTask;
        });

        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => run.Guarded());
        Assert.Equal([_failure, second], group.InnerExceptions);
    }

    [Fact]
    public async Task C17_SameInstanceFromBodyAndChild_CountsOnce()
    {
        var run = _stage.OuterAsync(async nursery =>
        {
            await nursery.StartWork(_ => throw _failure);
        });

        Assert.Same(_failure, await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded()));
    }

    [Fact]
    public async Task C18_ChildEndsOnAnotherThread_WhileTheBodyReturns_OneExit()
    {
        for (var round = 0; round < 1_000; round++)
        {
            var ended = 0;
            await _stage.OuterAsync(nursery =>
            {
                nursery.StartWork(_ =>
                {
                    Interlocked.Increment(ref ended);
                    return Task.CompletedTask;
                });
                return Task.CompletedTask;
            }).Guarded();
            Assert.Equal(1, ended);
        }
    }

    [Fact]
    public async Task C21_WhatAFailureCarries_IsUntouched()
    {
        var cause = new FormatException("cause");
        var failure = new InvalidOperationException("outer", cause) { Data = { ["key"] = "value" } };
        var run = _stage.OuterAsync(nursery =>
        {
            nursery.StartWork(_ => throw failure);
            return Task.CompletedTask;
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded());
        Assert.Same(cause, error.InnerException);
        Assert.Equal("value", error.Data["key"]);
    }

    [Fact]
    public async Task C40_CancelFromTwoThreads_OneCancel_FirstReason()
    {
        for (var round = 0; round < 1_000; round++)
        {
            var cancels = 0;
            string? reason = null;
            await _stage.OuterAsync(async nursery =>
            {
                using var registration = nursery.Token.Register(() => Interlocked.Increment(ref cancels));
                await Task.WhenAll(Task.Run(() => nursery.Cancel("one")), Task.Run(() => nursery.Cancel("two")));
                reason = nursery.Reason!.Text;
                nursery.Cancel("three");
                Assert.Equal(reason, nursery.Reason!.Text);
            }).Guarded();
            Assert.Equal(1, cancels);
            Assert.Contains(reason, new[] { "one", "two" });
        }
    }

    [Fact]
    public async Task C42_InnerThenOuterCancelled_TheOutersEscapesTheInner()
    {
        using var caller = new CancellationTokenSource();
        OperationCanceledException? escaped = null;
        CancellationToken outerToken = default;
        var run = _stage.OuterAsync(
            async nursery =>
            {
                outerToken = nursery.Token;
                escaped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _stage.InnerAsync(
                    async inner =>
                    {
                        inner.Cancel("inner");
                        caller.Cancel();
                        await ForeverAsync(inner.Token);
                        return 1;
                    },
                    nursery.Token));
                throw escaped;
            },
            caller.Token);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Guarded());
        Assert.Equal(outerToken, escaped!.CancellationToken);
        Assert.Equal(caller.Token, error.CancellationToken);
    }

    [Fact]
    public async Task C51_Timeouts_NegativeZeroInfiniteHuge()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => { _ = _stage.LimitedAsync(_ => Task.FromResult(1), TimeSpan.FromMilliseconds(-2)); });
        await Assert.ThrowsAsync<NurseryTimeoutException>(() => _stage.LimitedAsync(WaitAsync, TimeSpan.Zero).Guarded());
        Assert.Equal(1, await _stage.LimitedAsync(_ => Task.FromResult(1), Timeout.InfiniteTimeSpan).Guarded());
        Assert.Equal(1, await _stage.LimitedAsync(_ => Task.FromResult(1), TimeSpan.MaxValue).Guarded());

        static async Task<int> WaitAsync(CancellationToken token)
        {
            await ForeverAsync(token);
            return 1;
        }
    }

    [Fact]
    public async Task C57_CancelCallbackThrows_OneMoreFailure_AllChildrenJoined()
    {
        var thrown = new FormatException("callback");
        var unwound = 0;
        var run = _stage.OuterAsync(async nursery =>
        {
            var started = new Gate();
            nursery.StartWork(async token =>
            {
                try
                {
                    started.Open();
                    await ForeverAsync(token);
                }
                finally
                {
                    unwound++;
                }
            });
            await started.Opened;
            nursery.Token.Register(() => throw thrown);
            throw _failure;
        });

        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => run.Guarded());
        Assert.Equal([_failure, thrown], group.InnerExceptions);
        Assert.Equal(1, unwound);
    }

    [Fact]
    public async Task C58_CancelReachesAChildThroughANestedScope_IsNoFailure()
    {
        var reached = false;
        await _stage.OuterAsync(async nursery =>
        {
            var started = new Gate();
            nursery.StartWork(token => _stage.InnerAsync(
                async inner =>
                {
                    started.Open();
                    try
                    {
                        await ForeverAsync(inner.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        reached = true;
                        throw;
                    }

                    return 1;
                },
                token));
            await started.Opened;
            nursery.Cancel();
        }).Guarded();

        Assert.True(reached);
    }
}
