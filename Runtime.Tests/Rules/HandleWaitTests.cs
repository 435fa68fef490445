namespace NurseryGen.Tests.Rules;

/// <summary>S46: <c>WaitAsync</c> of a handle.</summary>
public sealed class HandleWaitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S46_TheTokenIsCancelled_TheWaitIsCutShort_TheChildIsNot(bool before)
    {
        using var cut = new CancellationTokenSource();
        var gate = new Gate();
        if (before)
            await cut.CancelAsync();

        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var plain = nursery.Start(_ => gate.Opened);
            var withResult = nursery.Start(async _ =>
            {
                await gate;
                return 5;
            });
            var waits = new[] { plain.WaitAsync(cut.Token).AsTask(), withResult.WaitAsync(cut.Token).AsTask() };
            await cut.CancelAsync();
            foreach (var wait in waits)
                Assert.Equal(cut.Token, (await Hang.Cancels(wait)).CancellationToken);

            Assert.False(plain.IsCompleted || withResult.IsCompleted);
            gate.Open();
            await plain;
            Assert.Equal(5, await withResult);
        }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S46_TheChildEnds_TheWaitEndsAsItDid(bool before)
    {
        using var cut = new CancellationTokenSource();
        var boom = new Boom();
        var gate = new Gate();
        await Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                var succeeds = nursery.Start(_ => gate.Opened);
                var hasResult = nursery.Start(async _ =>
                {
                    await gate;
                    return 5;
                });
                var fails = nursery.Start(async _ =>
                {
                    await gate;
                    throw boom;
                });
                var failsToo = nursery.Start<int>(async _ =>
                {
                    await gate;
                    throw boom;
                });
                if (before)
                {
                    gate.Open();
                    await nursery.JoinAsync();
                }

                var waits = new[]
                {
                    succeeds.WaitAsync(cut.Token).AsTask(), hasResult.WaitAsync(cut.Token).AsTask(),
                    fails.WaitAsync(cut.Token).AsTask(), failsToo.WaitAsync(cut.Token).AsTask(),
                };
                gate.Open();
                await Hang.Guard(waits[0]);
                Assert.Equal(5, await Hang.Guard((Task<int>)waits[1]));
                Assert.Same(boom, await Hang.Throws<Boom>(waits[2]));
                Assert.Same(boom, await Hang.Throws<Boom>(waits[3]));
            },
            new NurseryOptions { Policy = NurseryPolicy.Supervise }));
    }

    [Fact]
    public async Task S14_S46_AWaitCutShort_HandlesNothing()
    {
        using var cut = new CancellationTokenSource();
        var gate = new Gate();
        await Hang.Throws<Boom>(Nursery.RunAsync(
            async nursery =>
            {
                var fails = nursery.Start(async _ =>
                {
                    await gate;
                    throw new Boom();
                });
                var wait = fails.WaitAsync(cut.Token).AsTask();
                await cut.CancelAsync();
                await Hang.Cancels(wait);
                gate.Open();
            },
            new NurseryOptions { Policy = NurseryPolicy.Supervise }));
    }

    [Fact]
    public async Task S46_TwoChildrenWaitForEachOther_TheCallerCancels_BothEnd()
    {
        using var caller = new CancellationTokenSource();
        var both = new Gate();
        var run = Nursery.RunAsync(
            nursery =>
            {
                Child second = default;
                var started = new Gate();
                var first = nursery.Start(async token =>
                {
                    await started;
                    both.Open();
                    await second.WaitAsync(token);
                });
                second = nursery.Start(async token => await first.WaitAsync(token));
                started.Open();
                return Task.CompletedTask;
            },
            caller.Token);
        await both;
        await caller.CancelAsync();
        await Hang.Cancels(run);
    }

    [Fact]
    public Task S46_TheTokenAgainstTheEnd_OneOfTheTwo() => Race.Repeat(_ => Task.Run(async () =>
    {
        using var cut = new CancellationTokenSource();
        await Nursery.RunAsync(async nursery =>
        {
            var gate = new TaskCompletionSource();
            var child = HandChild<Inline>.StartTask(nursery, _ => gate.Task);
            var wait = child.WaitAsync(cut.Token).AsTask();
            await Race.Both(cut.Cancel, gate.SetResult);
            if (await Record.ExceptionAsync(() => wait) is { } error)
                Assert.Equal(cut.Token, Assert.IsAssignableFrom<OperationCanceledException>(error).CancellationToken);
        });
    }));
}
