using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Rules;

/// <summary>S38: a token that is kept beyond its nursery or scope is never cancelled by another one.</summary>
public sealed class KeptTokenTests
{
    [Fact]
    public Task S38_ATokenKeptBeyondItsNursery_IsNotCancelledByTheNext() => Task.Run(async () =>
    {
        var kept = new List<CancellationToken>();
        var called = 0;
        for (var i = 0; i < 100; i++)
        {
            await Nursery.RunAsync(nursery =>
            {
                kept.Add(nursery.Token);
                return Task.CompletedTask;
            });
            kept[^1].Register(() => called++);
            await Nursery.RunAsync(nursery =>
            {
                _ = nursery.Token;
                nursery.Cancel();
                return Task.CompletedTask;
            });
        }

        Assert.DoesNotContain(kept, token => token.IsCancellationRequested);
        Assert.Equal(0, called);
    });

    [Fact]
    public Task S38_ATokenOfACancelledNursery_StaysCancelled() => Task.Run(async () =>
    {
        CancellationToken kept = default;
        await Nursery.RunAsync(nursery =>
        {
            kept = nursery.Token;
            nursery.Cancel();
            return Task.CompletedTask;
        });
        await Nursery.RunAsync(nursery =>
        {
            Assert.False(nursery.Token.IsCancellationRequested);
            return Task.CompletedTask;
        });
        Assert.True(kept.IsCancellationRequested);
    });

    [Fact]
    public Task S38_ATokenKeptBeyondItsCancelScope_IsNotCancelledByTheNext() => Task.Run(() =>
    {
        CancellationToken kept;
        using (var scope = CancelScope.MoveOnAfter(TimeSpan.FromHours(1)))
            kept = scope.Token;

        using (var next = CancelScope.MoveOnAfter(TimeSpan.FromHours(1)))
        {
            _ = next.Token;
            next.Cancel();
        }

        Assert.False(kept.IsCancellationRequested);
    });

    [Fact]
    public Task S38_AChildsOwnToken_KeptBeyondIt_IsNotCancelledByTheNextChild() => Task.Run(async () =>
    {
        var clock = new ManualTimeProvider();
        CancellationToken kept = default;
        await Entry.RunAsync(
            new NurseryInfo("Timed children"),
            async nursery =>
            {
                await HandChild<Timed>.Start(nursery, token =>
                {
                    kept = token;
                    return default;
                });
                var late = HandChild<MovingOn>.StartTask(nursery, token =>
                {
                    clock.Advance(10_000);
                    return token.UntilCancelled();
                });
                await late;
            },
            clock);
        Assert.False(kept.IsCancellationRequested);
    });

    [Fact]
    public Task S38_ALazyStream_ReadAfterItsScope_IsNotCancelledByTheNext() => Task.Run(async () =>
    {
        var stream = Open();
        using (var other = CancelScope.FailAfter(TimeSpan.FromHours(1)))
        {
            _ = other.Token;
            other.Cancel();
        }

        var read = new List<int>();
        await foreach (var number in stream)
            read.Add(number);

        Assert.Equal([0, 1, 2], read);

        static IAsyncEnumerable<int> Open()
        {
            using var scope = CancelScope.FailAfter(TimeSpan.FromHours(1));
            return Numbers(scope.Token);
        }

        static async IAsyncEnumerable<int> Numbers([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < 3; i++)
            {
                await Checkpoint.YieldAsync(cancellationToken);
                yield return i;
            }
        }
    });
}
