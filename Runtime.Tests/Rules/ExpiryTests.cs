namespace NurseryGen.Tests.Rules;

/// <summary>S18: who ran as the deadline passed, and what had come by then.</summary>
public sealed class ExpiryTests
{
    [Theory]
    [InlineData("queued, suspended")]
    [InlineData("queued, blocking")]
    [InlineData("inline, suspended")]
    public Task S18_AChildThatNeverTookItsToken_IsNamed(string kind) => Task.Run(async () =>
    {
        var clock = new ManualTimeProvider();
        var running = new Gate();
        using var mayEnd = new ManualResetEventSlim();
        var mayEndAsync = new Gate();
        var run = Entry.RunAsync(
            new NurseryInfo("Expires") { TimeoutMilliseconds = 1_000 },
            async nursery =>
            {
                _ = kind.StartsWith("queued", StringComparison.Ordinal)
                    ? HandSilent<Queued>.Start(nursery, Child)
                    : HandSilent<Inline>.Start(nursery, Child);
                await nursery.JoinAsync();
            },
            clock).AsTask();
        await running;
        clock.Advance(1_000);
        mayEnd.Set();
        mayEndAsync.Open();
        var error = await Hang.Throws<NurseryTimeoutException>(run);
        Assert.Equal([kind[0] == 'q' ? "Hand.Queued" : "Hand.Inline"], error.RunningChildren.Select(child => child.Name));

        async ValueTask Child(CancellationToken cancellationToken)
        {
            running.Open();
            if (kind.EndsWith("blocking", StringComparison.Ordinal))
                mayEnd.Wait(CancellationToken.None);
            else
                await mayEndAsync;
        }
    });

    /// <summary>The body has not returned yet, so nothing but the child's start could have set the timer.</summary>
    [Fact]
    public Task S18_AChildThatEndsOnTheBodysStack_AfterTheDeadline_IsNamed() => Task.Run(async () =>
    {
        var clock = new ManualTimeProvider();
        var run = Entry.RunAsync(
            new NurseryInfo("Expires") { TimeoutMilliseconds = 1_000 },
            nursery =>
            {
                HandSilent<Inline>.Start(nursery, _ =>
                {
                    clock.Advance(1_000);
                    return default;
                });
                nursery.Token.ThrowIfCancellationRequested();
                return default;
            },
            clock).AsTask();
        var error = await Hang.Throws<NurseryTimeoutException>(run);
        Assert.Equal(["Hand.Inline"], error.RunningChildren.Select(child => child.Name));
    });

    /// <summary>Nobody took the token, and nobody looks: the timer notices that the deadline passes.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task S18_AChildThatStartsAfterTheDeadline_IsNotNamed(bool hasResult) => Task.Run(async () =>
    {
        var clock = new ManualTimeProvider();
        var info = new NurseryInfo("Expires") { TimeoutMilliseconds = 1_000 };
        var mayEnd = new Gate();
        var nursery = default(Nursery);
        var run = hasResult
            ? Entry.RunAsync<int>(info, async opened => await BodyAsync(opened), clock).AsTask()
            : Entry.RunAsync(info, async opened => await BodyAsync(opened), clock).AsTask();
        clock.Advance(1_000);
        HandSilent<Inline>.Start(nursery, Child);
        mayEnd.Open();
        var error = await Hang.Throws<NurseryTimeoutException>(run);
        Assert.Equal(["Hand.Queued"], error.RunningChildren.Select(child => child.Name));

        async Task<int> BodyAsync(Nursery opened)
        {
            nursery = opened;
            var running = new Gate();
            HandSilent<Queued>.Start(opened, token =>
            {
                running.Open();
                return Child(token);
            });
            running.Opened.Wait(CancellationToken.None);
            await mayEnd;
            await opened.JoinAsync();
            return 1;
        }

        async ValueTask Child(CancellationToken cancellationToken) => await mayEnd;
    });

    [Theory]
    [InlineData("array", 5)]
    [InlineData("list", 5)]
    [InlineData("sequence", 3)]
    public Task S18_S33_MoveOn_OutcomesThatCameAreKept_TheOthersAreCanceled(string kind, int length) => Task.Run(async () =>
    {
        IEnumerable<int> items = kind switch
        {
            "array" => Enumerable.Range(0, 5).ToArray(),
            "list" => new List<int> { 0, 1, 2, 3, 4 },
            _ => Enumerable.Range(0, 5).Select(item => item),
        };
        var clock = new ManualTimeProvider();
        var waiting = new Gate();
        var run = Each.OutcomesAsync(
            new NurseryInfo("Moves on") { MaxConcurrency = 1, TimeoutMilliseconds = 1_000, MoveOn = true, KeepsPartialResults = true },
            items,
            async (item, token) =>
            {
                if (item == 1)
                    throw new Boom();

                if (item == 2)
                {
                    waiting.Open();
                    await token.UntilCancelled();
                }

                return item;
            },
            clock).AsTask();
        await waiting;
        clock.Advance(1_000);
        var outcomes = await Hang.Guard(run);
        Assert.Equal(length, outcomes.Length);
        Assert.Equal(0, outcomes[0].Value);
        Assert.IsType<Boom>(outcomes[1].Exception);
        Assert.All(outcomes.Skip(2), outcome => Assert.True(outcome.IsCanceled));
        Assert.All(outcomes.Skip(2), outcome => Assert.ThrowsAny<OperationCanceledException>(() => outcome.Value));
    });
}
