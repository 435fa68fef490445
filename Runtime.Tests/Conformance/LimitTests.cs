namespace NurseryGen.Tests.Conformance;

/// <summary>C65, C66, S31: at most so many children run at once.</summary>
public sealed class LimitTests
{
    private static NurseryOptions Limit(int count) => new() { MaxConcurrency = count, Name = "Limited" };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task C65_S31_NeverMoreThanN_FirstComeFirstServed_AllRun(int limit)
    {
        const int Children = 50;
        var running = 0;
        var most = 0;
        var order = new List<int>();

        await Hang.Guard(Nursery.RunAsync(
            nursery =>
            {
                for (var i = 0; i < Children; i++)
                {
                    nursery.Start(
                        async (index, _) =>
                        {
                            lock (order)
                            {
                                order.Add(index);
                                most = Math.Max(most, ++running);
                            }

                            await Task.Yield();
                            lock (order)
                                running--;
                        },
                        i);
                }

                return Task.CompletedTask;
            },
            Limit(limit)));

        Assert.InRange(most, 1, limit);
        Assert.Equal(Enumerable.Range(0, Children), order.Order());
        if (limit == 1)
            Assert.Equal(Enumerable.Range(0, Children), order);
    }

    [Fact]
    public async Task C65_S31_ASlotIsHandedOn_InOrderOfStarting()
    {
        var gates = Enumerable.Range(0, 5).Select(_ => new Gate()).ToArray();
        var started = Enumerable.Range(0, 5).Select(_ => new Gate()).ToArray();

        var run = Nursery.RunAsync(
            nursery =>
            {
                for (var i = 0; i < 5; i++)
                {
                    nursery.Start(
                        async (index, _) =>
                        {
                            started[index].Open();
                            await gates[index];
                        },
                        i);
                }

                return Task.CompletedTask;
            },
            Limit(2));

        await started[0];
        await started[1];
        Assert.False(started[2].IsOpen);
        gates[1].Open();
        await started[2];
        Assert.False(started[3].IsOpen);
        gates[0].Open();
        await started[3];
        gates[2].Open();
        await started[4];
        gates[3].Open();
        gates[4].Open();
        await Hang.Guard(run);
    }

    [Fact]
    public async Task C66_S5_S31_Failure_QueuedChildrenStillRun_Cancelled()
    {
        var sawCancelled = 0;
        var gate = new Gate();

        await Hang.Throws<Boom>(Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(async _ =>
                {
                    await gate;
                    throw new Boom();
                });
                for (var i = 0; i < 10; i++)
                {
                    nursery.Start(token =>
                    {
                        Interlocked.Add(ref sawCancelled, token.IsCancellationRequested ? 1 : 0);
                        return Task.CompletedTask;
                    });
                }

                gate.Open();
                return Task.CompletedTask;
            },
            Limit(1)));
        Assert.Equal(10, sawCancelled);
    }

    [Fact]
    public async Task S31_AChildWaitingForItsOwnSubChildren_IsRunning()
    {
        var inner = new Gate();
        var secondStarted = new Gate();
        var subChildRuns = new Gate();

        var run = Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(token => Nursery.RunAsync(
                    sub =>
                    {
                        sub.Start(async _ =>
                        {
                            subChildRuns.Open();
                            await inner;
                        });
                        return Task.CompletedTask;
                    },
                    token));
                nursery.Start(_ =>
                {
                    secondStarted.Open();
                    return Task.CompletedTask;
                });
                return Task.CompletedTask;
            },
            Limit(1));
        await subChildRuns;
        Assert.False(secondStarted.IsOpen);
        inner.Open();
        await Hang.Guard(run);
        Assert.True(secondStarted.IsOpen);
    }

    [Fact]
    public Task S31_ASlotFreedWhileAnotherChildIsStarted_NoSlotLost() => Race.Repeat(async _ =>
    {
        var first = new TaskCompletionSource();
        var ran = false;

        await Nursery.RunAsync(
            async nursery =>
            {
                HandChild<Inline>.StartTask(nursery, _ => first.Task);
                await Race.Both(first.SetResult, () => HandChild<Queued>.Start(nursery, _ =>
                {
                    ran = true;
                    return default;
                }));
            },
            Limit(1));
        Assert.True(ran);
    });

    [Fact]
    public async Task S31_S38_AScopeReused_HasAllItsSlots()
    {
        for (var round = 0; round < 100; round++)
        {
            var stream = Each.StreamAsync(
                new NurseryInfo("Reader leaves results unread") { MaxConcurrency = 2 }, [1, 2], (item, _) => new ValueTask<int>(item));
            await Hang.Guard(LeaveUnreadAsync(stream));
            await Hang.Guard(Nursery.RunAsync(
                nursery =>
                {
                    nursery.Start(_ => Task.CompletedTask);
                    nursery.Start(_ => Task.CompletedTask);
                    return Task.CompletedTask;
                },
                Limit(1)));
        }

        static async Task LeaveUnreadAsync(IAsyncEnumerable<int> stream)
        {
            await using var reader = stream.GetAsyncEnumerator();
            Assert.True(await reader.MoveNextAsync());
        }
    }
}
