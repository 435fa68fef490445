using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S5, S30, S31: nothing waits for a slot in a cancelled nursery, though nobody has read its token.</summary>
public sealed class SlotCancelTests
{
    [Theory]
    [InlineData("deadline")]
    [InlineData("caller")]
    [InlineData("failure")]
    [InlineData("cancel")]
    public Task S5_S31_AChildAwaitsAQueuedSibling_TheNurseryIsCancelled_BothEnd(string cause) => Task.Run(async () =>
    {
        var clock = new ManualTimeProvider();
        using var caller = new CancellationTokenSource();
        var queued = new Gate();
        bool? ranCancelled = null;
        var run = Entry.RunAsync(
            new NurseryInfo("One at a time") { MaxConcurrency = 1, TimeoutMilliseconds = 1_000 },
            async nursery =>
            {
                HandSilent<Queued>.Start(nursery, async _ =>
                {
                    var sibling = HandSilent<Queued>.Start(nursery, _ =>
                    {
                        ranCancelled = nursery.IsCancellationRequested;
                        return default;
                    });
                    queued.Open();
                    await sibling;
                });
                await queued;
                if (cause == "failure")
                    throw new Boom();

                if (cause == "cancel")
                    nursery.Cancel();
            },
            clock,
            caller.Token).AsTask();
        await queued;
        switch (cause)
        {
            case "deadline":
                clock.Advance(1_000);
                break;
            case "caller":
                await caller.CancelAsync();
                break;
        }

        Assert.Equal(cause == "failure", await Record.ExceptionAsync(() => Hang.Guard(run)) is Boom);
        Assert.True(ranCancelled);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task S30_S31_AChildAwaitsAQueuedStart_TheStartersTokenIsCancelled_ItIsLetGo(bool before) => Task.Run(async () =>
    {
        using var starter = new CancellationTokenSource();
        if (before)
            await starter.CancelAsync();

        var queued = new Gate();
        var run = Entry.RunAsync(new NurseryInfo("One at a time") { MaxConcurrency = 1 }, nursery =>
        {
            HandSilent<Queued>.Start(nursery, async _ =>
            {
                var start = HandReady<Queued, int>.StartAsync(nursery, (_, token) => token.UntilCancelled(), starter.Token);
                queued.Open();
                var error = await Hang.Cancels(start.AsTask());
                Assert.Equal(starter.Token, error.CancellationToken);
            });
            return default;
        }).AsTask();
        await queued;
        await starter.CancelAsync();
        await Hang.Guard(run);
    });

    [Fact]
    public Task S30_S31_OneIsLetGo_TheOthersKeepTheirOrder() => Task.Run(async () =>
    {
        using var starter = new CancellationTokenSource();
        var first = new Gate();
        var letGo = new Gate();
        var order = new List<string>();
        await Hang.Guard(Entry.RunAsync(new NurseryInfo("One at a time") { MaxConcurrency = 1 }, async nursery =>
        {
            HandSilent<Queued>.Start(nursery, async _ => await first);
            Add("a");
            var start = HandReady<Queued, int>.StartAsync(
                nursery,
                (_, token) =>
                {
                    order.Add("let go");
                    letGo.Open();
                    return token.UntilCancelled();
                },
                starter.Token).AsTask();
            Add("b");
            Add("c");
            await starter.CancelAsync();
            await letGo;
            await Hang.Cancels(start);
            first.Open();

            void Add(string name) => HandSilent<Queued>.Start(nursery, async _ =>
            {
                order.Add(name);
                await Checkpoint.YieldAsync(CancellationToken.None);
            });
        }).AsTask());
        Assert.Equal(["let go", "a", "b", "c"], order);
    });

    [Fact]
    public Task S5_S31_StartedInACancelledNursery_NoneWaitsForASlot() => Task.Run(async () =>
    {
        const int Count = 10;
        var all = new Gate();
        var ran = 0;
        await Hang.Guard(Entry.RunAsync(new NurseryInfo("Cancelled") { MaxConcurrency = 1 }, nursery =>
        {
            HandSilent<Queued>.Start(nursery, Child);
            nursery.Cancel();
            for (var i = 1; i < Count; i++)
                HandSilent<Queued>.Start(nursery, Child);

            return default;
        }).AsTask());

        async ValueTask Child(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref ran) == Count)
                all.Open();

            await all;
        }
    });

    [Fact]
    public Task S5_S32_ThePumpWaitsForASlot_TheCallerCancels_ItPullsNoMore() => Task.Run(async () =>
    {
        using var caller = new CancellationTokenSource();
        var running = new Gate();
        var mayEnd = new Gate();
        var items = new Sequence(10);
        var run = Each.VoidAsync<Queued, int>(
            new NurseryInfo("Pumped") { MaxConcurrency = 1 },
            items,
            async (_, _) =>
            {
                running.Open();
                await mayEnd;
            },
            caller.Token).AsTask();
        await running;
        await caller.CancelAsync();
        await Until(() => items.Disposals == 1);
        mayEnd.Open();
        await Hang.Cancels(run);
        Assert.Equal(1, items.Pulled);
    });

    [Fact]
    public Task S5_S31_CancelledAsAChildIsQueued_ItRuns() => Race.Repeat(_ => Task.Run(async () =>
    {
        var first = new Gate();
        var ran = new Gate();
        await Entry.RunAsync(new NurseryInfo("One at a time") { MaxConcurrency = 1 }, async nursery =>
        {
            HandSilent<Queued>.Start(nursery, async _ => await first);
            await Race.Both(
                () => nursery.Cancel(),
                () => HandSilent<Queued>.Start(nursery, _ =>
                {
                    ran.Open();
                    return default;
                }));
            await ran;
            first.Open();
        });
    }));

    private static Task Until(Func<bool> condition) => Hang.Guard(Task.Run(async () =>
    {
        while (!condition())
            await Checkpoint.YieldAsync(CancellationToken.None);
    }));
}
