namespace NurseryGen.Tests.Rules;

/// <summary>S13: callbacks on a token that throw. A nursery collects them. A cancel scope throws them to its canceller, or else from its
/// Dispose.</summary>
public sealed class CallbackTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void S13_CancelScope_Cancel_ThrowsWhatAllCallbacksThrew_AndIsClosedByItsDispose()
    {
        var scope = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan);
        scope.Token.Register(() => throw new Boom("outer"));
        scope.Token.Register(() => throw new Boom("inner"));

        var errors = Assert.Throws<AggregateException>(() => scope.Cancel("why"));

        Assert.Equal(["inner", "outer"], errors.InnerExceptions.Select(error => error.Message));
        Assert.Equal("why", scope.Reason?.Text);
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.Token);
    }

    [Fact]
    public void S13_CancelScope_OnItsDeadline_ItsDisposeThrows_AndNotTheTimer()
    {
        var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), _clock);
        scope.Token.Register(() => throw new Boom("callback"));

        _clock.Advance(1_000);

        Assert.Equal(CancelReasonKind.Deadline, scope.Reason?.Kind);
        Assert.Equal("callback", Assert.Throws<Boom>(scope.Dispose).Message);
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.Token);
    }

    [Fact]
    public void S13_CancelScope_WhoeverMovesTheDeadlineToThePast_IsToldToo()
    {
        var scope = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan, _clock);
        scope.Token.Register(() => throw new Boom("callback"));

        Assert.Throws<AggregateException>(() => scope.CancelAfter(TimeSpan.Zero));

        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.Deadline = null);
    }

    [Fact]
    public async Task S13_CallbackOfANestedScope_IsAFailureOfTheNurseryThatCancelled()
    {
        var run = Nursery.RunAsync(nursery =>
        {
            using var scope = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan, nursery.Token);
            scope.Token.Register(() => throw new Boom("callback"));
            nursery.Cancel();
            return Task.CompletedTask;
        });

        Assert.Equal("callback", await Tree.Of(run));
    }

    [Fact]
    public async Task S13_CallersCancel_IsNotToldOfTheNurserysCallbacks()
    {
        using var caller = new CancellationTokenSource();
        var run = Nursery.RunAsync(
            async nursery =>
            {
                nursery.Token.Register(() => throw new Boom("callback"));
                await nursery.Token.UntilCancelled();
            },
            caller.Token);

        await caller.CancelAsync();

        Assert.Equal("callback", await Tree.Of(run));
    }

    [Fact]
    public Task S13_CallbacksThatThrow_WhileChildrenEnd_NothingHangs() => Race.Repeat(async _ =>
    {
        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Token.Register(() => throw new Boom("callback"));
            for (var i = 0; i < 4; i++)
            {
                nursery.Start(async token =>
                {
                    await Checkpoint.YieldAsync(CancellationToken.None);
                    nursery.Cancel();
                    await Checkpoint.YieldAsync(token);
                });
            }

            return Task.CompletedTask;
        });

        Assert.Equal("callback", await Tree.Of(run));
    });
}
