using System.Runtime.CompilerServices;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>Async methods of <see cref="ChildMethodBuilder"/> end like any other, and their state machines serve again.</summary>
/// <remarks>What they await and what flows is in ChildMethodAwaitTests.cs, what they cost in AllocationTests.cs.</remarks>
public sealed class ChildMethodBuilderTests
{
    [Fact]
    public void ReturnsAtOnce_ATaskWithoutASource()
    {
        var task = EndAsync(Task.CompletedTask);
        Assert.Null(Source(ref task));
        Assert.True(task.IsCompletedSuccessfully);
        task.GetAwaiter().GetResult();

        var taskOfT = ResultAsync(Task.CompletedTask, "result");
        Assert.Null(Source(ref taskOfT));
        Assert.Equal("result", taskOfT.Result);
    }

    [Fact]
    public async Task ReturnsLater()
    {
        var wait = new Gate();
        var task = EndAsync(wait.Opened);
        var taskOfT = ResultAsync(wait.Opened, "result");
        var taskOfStruct = ResultAsync(wait.Opened, 42L);
        Assert.False(task.IsCompleted || taskOfT.IsCompleted || taskOfStruct.IsCompleted);

        wait.Open();

        await Hang.Guard(task.AsTask());
        Assert.Equal("result", await Hang.Guard(taskOfT.AsTask()));
        Assert.Equal(42, await Hang.Guard(taskOfStruct.AsTask()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Throws_TheTaskFails_WithTheSameException(bool suspended) => Task.Run(() =>
    {
        var boom = new Boom();
        var task = When(suspended, wait => EndAsync(wait, boom));
        Assert.True(task.IsFaulted);
        Assert.Same(boom, Record.Exception(() => task.GetAwaiter().GetResult()));

        var taskOfT = When(suspended, wait => ResultAsync(wait, 1, boom));
        Assert.True(taskOfT.IsFaulted);
        Assert.Same(boom, Record.Exception(() => taskOfT.GetAwaiter().GetResult()));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task ThrowsACancellation_TheTaskIsCancelled_WithTheSameException(bool suspended) => Task.Run(() =>
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var cancellation = new OperationCanceledException("enough", source.Token);
        var task = When(suspended, wait => EndAsync(wait, cancellation));
        Assert.True(task.IsCanceled);
        Assert.Same(cancellation, Record.Exception(() => task.GetAwaiter().GetResult()));

        var taskOfT = When(suspended, wait => ResultAsync(wait, 1, cancellation));
        Assert.True(taskOfT.IsCanceled);
        Assert.Same(cancellation, Record.Exception(() => taskOfT.GetAwaiter().GetResult()));

        var converted = When(suspended, wait => EndAsync(wait, cancellation).AsTask());
        Assert.True(converted.IsCanceled);
        Assert.Equal(
            source.Token, Assert.ThrowsAny<OperationCanceledException>(() => converted.GetAwaiter().GetResult()).CancellationToken);
    });

    [Fact]
    public Task S38_Awaited_ItsStateMachineServesTheNextCall() => Task.Run(() =>
    {
        var first = Later(out var wait);
        var source = Source(ref first);
        wait.SetResult();
        var unread = Later(out _);
        Assert.NotSame(source, Source(ref unread));

        first.GetAwaiter().GetResult();

        var next = Later(out _);
        Assert.Same(source, Source(ref next));
    });

    [Fact]
    public Task S38_Failed_ItsStateMachineNeverServesAgain() => Task.Run(() =>
    {
        var wait = new TaskCompletionSource();
        var failed = EndAsync(wait.Task, new Boom());
        wait.SetResult();
        Assert.Throws<Boom>(() => failed.GetAwaiter().GetResult());

        var next = Later(out _);
        Assert.NotSame(Source(ref failed), Source(ref next));
    });

    [Fact]
    public Task S38_AwaitedTwice_Throws_AndHurtsNobody() => Task.Run(() =>
    {
        var stale = Later(out var wait);
        wait.SetResult();
        stale.GetAwaiter().GetResult();
        var next = Later(out wait);
        Assert.Same(Source(ref stale), Source(ref next));

        AssertStale(stale);
        Assert.False(next.IsCompleted);
        wait.SetResult();
        AssertStale(stale);
        Assert.True(next.IsCompletedSuccessfully);
        next.GetAwaiter().GetResult();
        AssertStale(stale);

        static void AssertStale(ValueTask task)
        {
            Assert.Throws<InvalidOperationException>(() => task.IsCompleted);
            Assert.Throws<InvalidOperationException>(() => task.GetAwaiter().GetResult());
            Assert.Throws<InvalidOperationException>(() => task.GetAwaiter().OnCompleted(() => Assert.Fail("Another's end.")));
        }
    });

    [Fact]
    public Task S38_ReadTooEarly_Throws_AndTheMethodGoesOn() => Task.Run(() =>
    {
        var task = Later(out var wait);
        var source = Source(ref task);
        Assert.Throws<InvalidOperationException>(() => task.GetAwaiter().GetResult());
        var other = Later(out _);
        Assert.NotSame(source, Source(ref other));

        wait.SetResult();
        task.GetAwaiter().GetResult();
        var next = Later(out _);
        Assert.Same(source, Source(ref next));
    });

    [Fact]
    public Task S38_TheMethodEnds_WhileItIsAwaited() => Race.Repeat(async round =>
    {
        var wait = new TaskCompletionSource();
        var task = ResultAsync(wait.Task, round);
        var reader = Task.FromResult(-1);
        await Race.Both(wait.SetResult, () => reader = ReadAsync(task));
        Assert.Equal(round, await reader);

        static async Task<int> ReadAsync(ValueTask<int> task) => await task.ConfigureAwait(false);
    });

    [Fact]
    public Task S38_WhatAChildAwaits_Ends_WhileItIsAwaited() => Race.Repeat(async round =>
    {
        var wait = new TaskCompletionSource();
        var read = Array.Empty<int>();
        await Race.Both(
            wait.SetResult,
            () => read = Nursery.RunAsync(async nursery =>
            {
                var first = HandResult<Inline, int>.Start(nursery, _ => ResultAsync(wait.Task, round));
                var second = HandResult<Queued, int>.Start(nursery, _ => ResultAsync(wait.Task, round + 1));
                return new[] { await first, await second };
            }).Result);
        Assert.Equal([round, round + 1], read);
    });

    [Fact]
    public async Task S9_AFailure_IsItsNurserys()
    {
        var boom = new Boom("after a pause");
        var error = await Hang.Throws<Boom>(Nursery.RunAsync(nursery =>
        {
            HandChild<Queued>.Start(nursery, WaitAsync);
            HandChild<Queued>.Start(nursery, _ => EndAsync(Pause(), boom));
            return Task.CompletedTask;
        }));
        Assert.Same(boom, error);
        Assert.Contains(nameof(EndAsync), error.StackTrace, StringComparison.Ordinal);
        Assert.DoesNotContain("Box", error.StackTrace, StringComparison.Ordinal);

        Assert.Equal("[at once, later]", await Tree.Of(Nursery.RunAsync(nursery =>
        {
            HandChild<Inline>.Start(nursery, _ => EndAsync(Task.CompletedTask, new Boom("at once")));
            HandResult<Inline, int>.Start(nursery, _ => ResultAsync(Pause(), 1, new Boom("later")));
            return Task.CompletedTask;
        })));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S10_ACancellation_IsAcknowledged(bool suspended)
    {
        Child child = default;
        Child<int> childOfT = default;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            if (suspended)
                (child, childOfT) = Start(nursery);

            nursery.Cancel();
            if (!suspended)
                (child, childOfT) = Start(nursery);

            return Task.CompletedTask;
        }));

        Assert.True(child.Outcome.IsCanceled);
        Assert.True(childOfT.Outcome.IsCanceled);

        static (Child Child, Child<int> ChildOfT) Start(Nursery nursery) =>
            (HandChild<Inline>.Start(nursery, WaitAsync), HandResult<Inline, int>.Start(nursery, WaitForResultAsync));
    }

    [Fact]
    public async Task Recursive()
    {
        Assert.Equal(1_000 * 1_001 / 2, await Hang.Guard(SumAsync(1_000).AsTask()));

        [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
        static async ValueTask<int> SumAsync(int n)
        {
            if (n == 0)
            {
                await Task.Yield();
                return 0;
            }

            return n + await SumAsync(n - 1);
        }
    }

    [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
    private static async ValueTask EndAsync(Task wait, Exception? error = null)
    {
        await wait.ConfigureAwait(false);
        if (error is not null)
            throw error;
    }

    [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
    private static async ValueTask<T> ResultAsync<T>(Task wait, T result, Exception? error = null)
    {
        await wait.ConfigureAwait(false);
        return error is null ? result : throw error;
    }

    [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
    private static async ValueTask WaitAsync(CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);

    [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
    private static async ValueTask<int> WaitForResultAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 1;
    }

    private static async Task Pause() => await Task.Yield();

    /// <summary>A method that has ended: at once, or on this stack after it was suspended.</summary>
    private static T When<T>(bool suspended, Func<Task, T> start)
    {
        var wait = new TaskCompletionSource();
        if (!suspended)
            wait.SetResult();

        var task = start(wait.Task);
        wait.TrySetResult();
        return task;
    }

    /// <summary>A method that is suspended.</summary>
    private static ValueTask Later(out TaskCompletionSource wait)
    {
        wait = new TaskCompletionSource();
        return EndAsync(wait.Task);
    }

    /// <summary>The object that serves a value task; null where it is complete by itself.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_obj")]
    private static extern ref object? Source(ref ValueTask task);

    private static object? Source(ref ValueTask<string> task) => SourceOf<string>.Get(ref task);

    private static class SourceOf<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_obj")]
        public static extern ref object? Get(ref ValueTask<T> task);
    }
}
