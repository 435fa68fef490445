namespace NurseryGen.Tests.Rules;

/// <summary>S2, S15: while a failed nursery disposes of its results it is open for that alone.</summary>
public sealed class DisposalStartTests
{
    [Theory]
    [InlineData("queued")]
    [InlineData("inline")]
    [InlineData("ready")]
    [InlineData("ready with a token")]
    [InlineData("daemon")]
    public Task S2_S15_StartDuringTheDisposalOfResults_Throws_NothingIsCounted(string kind) => Task.Run(async () =>
    {
        using var starter = new CancellationTokenSource();
        var mayEnd = new Gate();
        var result = new TrackedAsync(mayEnd.Opened);
        var nursery = default(Nursery);
        var ran = false;
        var exit = HandDeclared<TrackedAsync, int>.RunAsync(
            new NurseryInfo("Disposing", "File.cs", 7),
            _ => new ValueTask<TrackedAsync>(result),
            _ => throw new Boom(),
            more: opened => nursery = opened).AsTask();
        await result.Begun;
        for (var i = 0; i < 3; i++)
        {
            var error = Assert.Throws<InvalidOperationException>(Start);
            Assert.Contains("Disposing", error.Message, StringComparison.Ordinal);
        }

        Assert.False(exit.IsCompleted);
        mayEnd.Open();
        await Hang.Throws<Boom>(exit);
        Assert.Equal(1, result.Disposals);
        Assert.False(ran);
        Assert.Equal(0, nursery.ChildCount);

        void Start() => _ = kind switch
        {
            "queued" => HandChild<Queued>.Start(nursery, Child),
            "inline" => HandChild<Inline>.Start(nursery, Child),
            "daemon" => HandChild<Daemon>.Start(nursery, Child),
            _ => (object)HandReady<Queued, int>.StartAsync(
                nursery, (_, token) => Child(token).AsTask(), kind == "ready" ? default : starter.Token),
        };

        ValueTask Child(CancellationToken token)
        {
            ran = true;
            return default;
        }
    });

    /// <summary>The one who is refused may be the last to leave.</summary>
    [Fact]
    public Task S2_S15_Start_AgainstTheEndOfTheDisposals_TheNurseryExitsOnce() => Race.Repeat(_ => Task.Run(async () =>
    {
        var mayEnd = new TaskCompletionSource();
        var result = new TrackedAsync(mayEnd.Task);
        var nursery = default(Nursery);
        var exit = HandDeclared<TrackedAsync, int>.RunAsync(
            new NurseryInfo("Disposing"),
            _ => new ValueTask<TrackedAsync>(result),
            _ => throw new Boom(),
            more: opened => nursery = opened).AsTask();
        await result.Begun;
        await Race.Both(
            mayEnd.SetResult,
            () => Assert.Throws<InvalidOperationException>(() => HandChild<Queued>.Start(nursery, static _ => default)));
        await Hang.Throws<Boom>(exit);
        Assert.Equal(1, result.Disposals);
    }));
}
