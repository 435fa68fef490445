namespace NurseryGen.Tests.Rules;

/// <summary>
/// S17, S13: a delegate that has caught its scope's cancellation goes on. What ends it then is its own affair: a fallback hides neither the
/// caller's cancellation nor a failure.
/// </summary>
public sealed class MoveOnCallerTests
{
    [Fact]
    public async Task S17_TheScopesCancellationIsCaught_ThenTheCallerCancels_TheOuterWins()
    {
        using var caller = new CancellationTokenSource();
        var run = CancelScope.MoveOnAfterAsync(
            TimeSpan.Zero,
            async scope =>
            {
                await CatchAsync(scope);
                await caller.CancelAsync();
                caller.Token.ThrowIfCancellationRequested();
                return "the delegate's";
            },
            "the fallback's",
            caller.Token);
        Assert.Equal(caller.Token, (await Hang.Cancels(run)).CancellationToken);
    }

    [Fact]
    public async Task S13_TheScopesCancellationIsCaught_AndACallbackThrewACancellation_ItIsThrown()
    {
        var failure = new OperationCanceledException("a callback's");
        var run = CancelScope.MoveOnAfterAsync(
            Timeout.InfiniteTimeSpan,
            async scope =>
            {
                await using var _ = scope.Token.Register(() => throw failure);
                scope.Cancel();
                await CatchAsync(scope);
                return "the delegate's";
            },
            "the fallback's");
        Assert.Same(failure, await Hang.Cancels(run));
    }

    [Fact]
    public async Task S21_TheScopesCancellationIsCaught_AndThrownOn_MovesOn()
    {
        var run = CancelScope.MoveOnAfterAsync(
            Timeout.InfiniteTimeSpan,
            async scope =>
            {
                scope.Cancel();
                await CatchAsync(scope);
                scope.Token.ThrowIfCancellationRequested();
                return "the delegate's";
            },
            "the fallback's");
        Assert.Equal("the fallback's", await Hang.Guard(run));
    }

    private static async Task CatchAsync(CancelScope scope)
    {
        try
        {
            await Task.FromCanceled(scope.Token);
        }
        catch (OperationCanceledException error) when (scope.Catches(error))
        {
            Assert.True(scope.CanceledCaught);
        }
    }
}
