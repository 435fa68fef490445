using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S1, S4, S11, S38: the exit of a nursery that has ended by the time its entry returns.</summary>
public sealed class ExitTests
{
    private static readonly NurseryInfo s_info = new("Exit");

    [Fact]
    public Task S38_EndedWell_TheScopeIsFreeAtOnce_AndTheTaskIsNobodysSource() => Task.Run(() =>
    {
        var first = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
        first.Run(default(ValueTask));
        var exit = first.ExitAsync();
        Assert.True(exit.IsCompletedSuccessfully);

        var second = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
        Assert.Same(first, second);
        exit.GetAwaiter().GetResult();
        Assert.Equal(0, second.Nursery.ChildCount);
        second.Run(default(ValueTask));
        second.ExitAsync().GetAwaiter().GetResult();
    });

    [Fact]
    public Task S38_EndedWell_WithAResult_WhichTheScopeDoesNotKeep() => Task.Run(() =>
    {
        var scope = NurseryScope.Open<NurseryScope<string>>(s_info, CancellationToken.None);
        scope.Run(new ValueTask<string>("first"));
        var first = scope.ExitAsync();

        var again = NurseryScope.Open<NurseryScope<string>>(s_info, CancellationToken.None);
        Assert.Same(scope, again);
        again.Run(new ValueTask<string>("second"));
        Assert.Equal("second", again.ExitAsync().GetAwaiter().GetResult());
        Assert.Equal("first", first.GetAwaiter().GetResult());
    });

    [Fact]
    public Task S4_S11_Failed_ThrownWhereItIsAwaited_NotByTheCall() => Task.Run(() =>
    {
        for (var round = 0; round < 3; round++)
        {
            var boom = new Boom();
            var exit = Entry.RunAsync(s_info, _ => throw boom);
            Assert.True(exit.IsFaulted);
            Assert.Same(boom, Record.Exception(() => exit.GetAwaiter().GetResult()));

            var exitWithResult = Entry.RunAsync<int>(s_info, _ => ValueTask.FromException<int>(boom));
            Assert.True(exitWithResult.IsFaulted);
            Assert.Same(boom, Record.Exception(() => exitWithResult.GetAwaiter().GetResult()));
        }
    });

    [Fact]
    public Task S17_S18_GivenUp_IsTheTasksEnd() => Task.Run(() =>
    {
        using var caller = new CancellationTokenSource();
        caller.Cancel();
        var cancelled = Entry.RunAsync(s_info, nursery => ValueTask.FromCanceled(nursery.Token), caller: caller.Token);
        Assert.True(cancelled.IsCanceled);
        Assert.Equal(
            caller.Token,
            Assert.Throws<OperationCanceledException>(() => cancelled.GetAwaiter().GetResult()).CancellationToken);

        var late = Entry.RunAsync(new NurseryInfo("Late") { TimeoutMilliseconds = 0 }, nursery => ValueTask.FromCanceled(nursery.Token));
        Assert.True(late.IsFaulted);
        Assert.Throws<NurseryTimeoutException>(() => late.GetAwaiter().GetResult());
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task S18_WithAFallback_SaysWhetherItTimedOut(bool late) => Task.Run(() =>
    {
        var info = new NurseryInfo("Moving on") { TimeoutMilliseconds = late ? 0 : 5_000, MoveOn = true };
        for (var round = 0; round < 3; round++)
        {
            var scope = NurseryScope.Open<VoidNurseryScope>(info, CancellationToken.None);
            scope.Run(late ? ValueTask.FromCanceled(scope.Nursery.Token) : default);
            Assert.Equal(late, scope.ExitOrMoveOnAsync().GetAwaiter().GetResult().TimedOut);

            var withResult = NurseryScope.Open<NurseryScope<int>>(info, CancellationToken.None);
            withResult.Run(late ? ValueTask.FromCanceled<int>(withResult.Nursery.Token) : new ValueTask<int>(7));
            Assert.Equal((late, late ? 0 : 7), withResult.ExitOrMoveOnAsync().GetAwaiter().GetResult());
        }
    });
}
