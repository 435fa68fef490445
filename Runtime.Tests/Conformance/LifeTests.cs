using System.Runtime.CompilerServices;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Conformance;

/// <summary>C08–C11, C14–C16, C18: who may start what, and how long a nursery lives.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task C08_StartWhileAChildLives_BodyDone_Runs()
    {
        var gate = new Gate();
        var ran = false;
        Nursery handle = default;

        var run = Nursery.RunAsync(nursery =>
        {
            handle = nursery;
            nursery.Start(_ => gate.Opened);
            return Task.CompletedTask;
        });

        // The body has returned: only the child holds the nursery open.
        handle.Start(_ =>
        {
            ran = true;
            gate.Open();
            return Task.CompletedTask;
        });
        await Hang.Guard(run);
        Assert.True(ran);
    }

    [Fact]
    public async Task C09_StartAfterExit_InvalidOperation_NamesTheNursery()
    {
        Nursery handle = default;
        await Nursery.RunAsync(
            nursery =>
            {
                handle = nursery;
                return Task.CompletedTask;
            },
            new NurseryOptions { Name = "Gone" });

        var error = Assert.Throws<InvalidOperationException>(() => handle.Start(_ => Task.CompletedTask));
        Assert.Contains("Gone", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => handle.Start(_ => Task.FromResult(1)));
        Assert.Throws<InvalidOperationException>(() => handle.Start(static (_, _) => Task.CompletedTask, 1));
        Assert.Throws<InvalidOperationException>(() => HandChild<Inline>.Start(handle, _ => default));
        Assert.Throws<InvalidOperationException>(() => HandResult<Queued, int>.Start(handle, _ => new ValueTask<int>(1)));
        Assert.Throws<InvalidOperationException>(() => handle.Token);
        Assert.Throws<InvalidOperationException>(() => handle.Deadline);
        Assert.Throws<InvalidOperationException>(() => handle.CancelAfter(TimeSpan.Zero));
    }

    [Fact]
    public void C09_StaleHandle_WhoseScopeServesAnotherNursery_DoesNotTouchIt()
    {
        var info = new NurseryInfo("First");
        var first = NurseryScope.Open<VoidNurseryScope>(info, CancellationToken.None);
        var stale = first.Nursery;
        first.Run(default(ValueTask));
        first.ExitAsync().GetAwaiter().GetResult();

        var second = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Second"), CancellationToken.None);
        Assert.Same(first, second);
        var live = second.Nursery;

        Assert.NotEqual(stale, live);
        var error = Assert.Throws<InvalidOperationException>(() => stale.Start(_ => Task.CompletedTask));
        Assert.Contains("First", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => { _ = stale.JoinAsync(); });
        stale.Cancel("stale");
        Assert.False(live.IsCancellationRequested);
        Assert.Null(stale.Reason);
        Assert.Equal(0, stale.ChildCount);

        second.Run(default(ValueTask));
        second.ExitAsync().GetAwaiter().GetResult();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C10_StartInACancelledOpenNursery_FirstLineRuns_TokenCancelled(bool inline)
    {
        var sawCancelled = false;

        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            nursery.Cancel();
            if (inline)
                HandChild<Inline>.Start(nursery, Child);
            else
                HandChild<Queued>.Start(nursery, Child);

            return Task.CompletedTask;
        }));
        Assert.True(sawCancelled);

        ValueTask Child(CancellationToken token)
        {
            sawCancelled = token.IsCancellationRequested;
            return default;
        }
    }

    [Fact]
    public async Task C11_EmptyNursery_CancelledCaller_CompletesNormally()
    {
        using var caller = new CancellationTokenSource();
        caller.Cancel();

        await Hang.Guard(Nursery.RunAsync(_ => Task.CompletedTask, caller.Token));
        Assert.Equal(7, await Hang.Guard(Nursery.RunAsync(_ => Task.FromResult(7), caller.Token)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C14_AsyncLocal_FlowsInToChildren_NeverOut(bool inline)
    {
        var local = new AsyncLocal<string> { Value = "outside" };
        var firstEnded = new Gate();
        string? inFirst = null, inSecond = null, inBody = null;

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            local.Value = "body";
            Start(nursery, _ =>
            {
                // Not an async method: nothing but the runtime restores the context.
                inFirst = local.Value;
                local.Value = "first";
                firstEnded.Open();
                return default;
            });
            inBody = local.Value;
            await firstEnded;
            Start(nursery, _ =>
            {
                inSecond = local.Value;
                return default;
            });
        }));

        Assert.Equal("body", inFirst);
        Assert.Equal("body", inBody);
        Assert.Equal("body", inSecond);
        Assert.Equal("outside", local.Value);

        void Start(Nursery nursery, Func<CancellationToken, ValueTask> child) =>
            _ = inline ? HandChild<Inline>.Start(nursery, child) : HandChild<Queued>.Start(nursery, child);
    }

    [Fact]
    public async Task C15_FinishedChildsArgumentsAndResult_AreCollectable_WhileTheNurseryIsOpen()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var (argument, result) = StartWithGarbage(nursery);
            await nursery.JoinAsync();
            await Collected.Assert(argument, "the argument");
            await Collected.Assert(result, "the result");
            Assert.Equal(0, nursery.ChildCount);
        }));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference Argument, WeakReference Result) StartWithGarbage(Nursery nursery)
        {
            var argument = new object();
            var result = new WeakReference(null);
            nursery.Start(static (_, _) => Task.CompletedTask, argument);
            nursery.Start(
                static (weak, _) =>
                {
                    var made = new object();
                    weak.Target = made;
                    return Task.FromResult(made);
                },
                result);
            return (new WeakReference(argument), result);
        }
    }

    [Fact]
    public async Task C15_CancelledAndFailedChildsArguments_AreCollectable()
    {
        await Hang.Throws<Boom>(Nursery.RunAsync(async nursery =>
        {
            var (cancelled, failed) = StartWithGarbage(nursery);
            await Hang.Cancels(nursery.JoinAsync().AsTask());
            await Collected.Assert(cancelled, "the cancelled child's argument");
            await Collected.Assert(failed, "the failed child's argument");
        }));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference Cancelled, WeakReference Failed) StartWithGarbage(Nursery nursery)
        {
            var forCancelled = new object();
            var forFailed = new object();
            nursery.Start(static (_, token) => token.UntilCancelled(), forCancelled);
            nursery.Start(static (_, _) => Task.FromException(new Boom()), forFailed);
            return (new WeakReference(forCancelled), new WeakReference(forFailed));
        }
    }

    [Fact]
    public void C16_DefaultHandles_ClearInvalidOperation()
    {
        var nursery = default(Nursery);
        Action[] uses =
        [
            () => nursery.Start(_ => Task.CompletedTask),
            () => _ = nursery.Token,
            () => nursery.Cancel(),
            () => _ = nursery.JoinAsync(),
            () => _ = nursery.Deadline,
            () => nursery.Deadline = null,
            () => nursery.CancelAfter(TimeSpan.Zero),
            () => _ = nursery.Reason,
            () => _ = nursery.IsCancellationRequested,
            () => _ = nursery.ChildCount,
        ];
        Assert.All(uses, use => Assert.Contains(
            "default(Nursery)", Assert.Throws<InvalidOperationException>(use).Message, StringComparison.Ordinal));

        Assert.Contains(
            "default(Child)", Assert.Throws<InvalidOperationException>(() => default(Child).IsCompleted).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => default(Child).GetAwaiter());
        Assert.Throws<InvalidOperationException>(() => default(Child<int>).Result);
        Assert.Equal("(no nursery)", nursery.ToString());
    }

    [Fact]
    public Task C18_ChildCompletesElsewhere_WhileTheBodyReturns_OneExitAfterBoth() => Race.Repeat(async _ =>
    {
        var body = new TaskCompletionSource();
        var child = new TaskCompletionSource();
        var ended = 0;

        var run = Nursery.RunAsync(nursery =>
        {
            HandChild<Inline>.StartTask(nursery, _ => child.Task);
            return body.Task;
        });
        var exit = run.ContinueWith(
            task => Volatile.Read(ref ended), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        await Race.Both(() => End(body), () => End(child));
        Assert.Equal(2, await exit);

        void End(TaskCompletionSource source)
        {
            Interlocked.Increment(ref ended);
            source.SetResult();
        }
    });
}
