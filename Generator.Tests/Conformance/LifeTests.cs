using Xunit;
using static NurseryGen.Generator.Tests.Conformance.Signals;

namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>When children may start, what they start with, and when a nursery is over.</summary>
public sealed class LifeTests
{
    private readonly Stage _stage = new();

    [Fact]
    public async Task C08_BodyDone_AChildStartsAnother()
    {
        var gate = new Gate();
        var ran = false;
        var run = _stage.RunAsync(nursery =>
        {
            nursery.StartWork(async _ =>
            {
                await gate.Opened;
                nursery.StartWork(_ =>
                {
                    ran = true;
                    return Task.CompletedTask;
                });
            });
            return Task.CompletedTask;
        });

        // The body returned on this very stack.
        Assert.False(run.IsCompleted);
        gate.Open();
        await run.Guarded();
        Assert.True(ran);
    }

    [Fact]
    public async Task C09_StartAfterExit_NamesTheNursery()
    {
        Stage.RunNursery kept = default;
        await _stage.RunAsync(nursery =>
        {
            kept = nursery;
            return Task.CompletedTask;
        }).Guarded();
        var error = Assert.Throws<InvalidOperationException>(() => kept.StartWork(_ => Task.CompletedTask));
        Assert.Contains("Stage.RunAsync (Stage.cs:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C10_StartInACancelledNursery_Runs_TokenCancelled()
    {
        bool? cancelled = null;
        await _stage.RunAsync(nursery =>
        {
            nursery.Cancel();
            nursery.StartWork(token =>
            {
                cancelled = token.IsCancellationRequested;
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        }).Guarded();
        Assert.True(cancelled);
    }

    [Fact]
    public async Task C11_EmptyNursery_CancelledCaller_Completes()
    {
        await _stage.RunAsync(_ => Task.CompletedTask, new CancellationToken(canceled: true)).Guarded();
        Assert.Equal(5, await _stage.ComputeAsync(_ => Task.FromResult(5), new CancellationToken(canceled: true)).AsTask().Guarded());
    }

    [Fact]
    public async Task C14_AsyncLocal_FlowsIn_NeverOut()
    {
        var local = new AsyncLocal<string>();
        var seen = new List<string?>();
        await _stage.RunAsync(async nursery =>
        {
            local.Value = "starter";
            await nursery.StartWork(_ => NoteAndChangeAsync("child"));
            await nursery.StartAtOnce(_ => NoteAndChangeAsync("inline child"));
            await nursery.StartWork(_ => NoteAndChangeAsync("sibling"));
            seen.Add(local.Value);
        }).Guarded();
        Assert.Equal(["starter", "starter", "starter", "starter"], seen);

        Task NoteAndChangeAsync(string value)
        {
            // Not async: an async method would put the context back by itself.
            seen.Add(local.Value);
            local.Value = value;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void C16_DefaultNursery_SaysSo()
    {
        var nursery = default(Stage.RunNursery);
        Action[] uses =
        [
            () => nursery.StartWork(_ => Task.CompletedTask),
            () => nursery.StartAtOnce(_ => Task.CompletedTask),
            () => _ = nursery.Token,
            () => _ = nursery.Deadline,
            () => nursery.Deadline = null,
            () => _ = nursery.Reason,
            () => _ = nursery.IsCancellationRequested,
            () => nursery.Cancel(),
            () => nursery.CancelAfter(TimeSpan.Zero),
            () => _ = nursery.JoinAsync().AsTask(),
            () => ((Nursery)nursery).Start(_ => Task.CompletedTask),
        ];
        Assert.All(uses, use =>
            Assert.Contains("default(Nursery)", Assert.Throws<InvalidOperationException>(use).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task C45_Grandchildren_AreAllCancelled()
    {
        Gate[] there = [new(), new()];
        var ended = 0;
        var run = _stage.RunAsync(async nursery =>
        {
            nursery.StartWork(token => _stage.RunAsync(
                inner =>
                {
                    inner.StartWork(innerToken => _stage.RunAsync(
                        innermost =>
                        {
                            innermost.StartWork(deepest => EndOnCancelAsync(there[1], deepest));
                            return Task.CompletedTask;
                        },
                        innerToken));
                    return EndOnCancelAsync(there[0], inner.Token);
                },
                token));
            await Task.WhenAll(there.Select(gate => gate.Opened));
            nursery.Cancel();
        });
        await run.Guarded();
        Assert.Equal(2, ended);

        async Task EndOnCancelAsync(Gate gate, CancellationToken cancellationToken)
        {
            try
            {
                gate.Open();
                await ForeverAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }
    }

    [Fact]
    public async Task C53_CancelledCaller_BodyRunsToItsFirstCancelPoint()
    {
        var caller = new CancellationToken(canceled: true);
        var reached = 0;
        var run = _stage.RunAsync(
            async nursery =>
            {
                reached++;
                await Checkpoint.YieldAsync(nursery.Token);
                reached++;
            },
            caller);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Guarded());
        Assert.Equal(caller, error.CancellationToken);
        Assert.Equal(1, reached);
    }
}
