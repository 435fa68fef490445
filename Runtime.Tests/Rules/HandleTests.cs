namespace NurseryGen.Tests.Rules;

/// <summary>S16: what awaiting a child's handle shows.</summary>
public sealed class HandleTests
{
    [Fact]
    public async Task S16_HandleOfAFailedChild_ThrowsItsException_AsOftenAsAwaited()
    {
        var boom = new Boom();
        Child handle = default;
        Child<int> valueHandle = default;
        await Hang.Throws<Boom>(Nursery.RunAsync(async nursery =>
        {
            handle = nursery.Start(_ => Task.FromException(boom));
            valueHandle = nursery.Start(_ => Task.FromException<int>(boom));
            Assert.Same(boom, await Hang.Throws<Boom>(handle.AsTask()));
            Assert.Same(boom, await Assert.ThrowsAsync<Boom>(async () => await handle));
        }));

        // And after the nursery.
        Assert.Same(boom, await Hang.Throws<Boom>(handle.AsTask()));
        Assert.Same(boom, Assert.Throws<Boom>(() => valueHandle.Result));
        Assert.True(handle.Outcome.IsFailure);
        Assert.Same(boom, handle.Outcome.Exception);
        Assert.Same(boom, valueHandle.Outcome.Exception);
    }

    [Fact]
    public async Task S16_HandleOfACancelledChild_ThrowsOperationCanceled_WithTheNurserysToken()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var token = nursery.Token;
            var handle = nursery.Start(child => child.UntilCancelled());
            nursery.Cancel();
            Assert.Equal(token, (await Hang.Cancels(handle.AsTask())).CancellationToken);
            Assert.True(handle.Outcome.IsCanceled);
            Assert.False(handle.Outcome.IsFailure);
        }));
    }

    [Fact]
    public async Task S16_HandleOfASuccess_GivesTheResult_ManyTimes()
    {
        Child<string> handle = default;
        var gate = new Gate();
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            handle = nursery.Start(async _ =>
            {
                await gate;
                return "result";
            });
            Assert.False(handle.IsCompleted);
            Assert.Throws<InvalidOperationException>(() => handle.Result);
            Assert.Throws<InvalidOperationException>(() => handle.Outcome);
            var awaiters = Enumerable.Range(0, 4).Select(_ => handle.AsTask()).ToArray();
            gate.Open();
            Assert.Equal(["result", "result", "result", "result"], await Task.WhenAll(awaiters));
            Assert.Equal("result", await handle);
        }));

        Assert.Equal("result", handle.Result);
        Assert.Equal("result", handle.Outcome.Value);
    }

    [Fact]
    public async Task S16_HandleReadTooEarly_ThrowsRatherThanGivingADefault()
    {
        var gate = new Gate();
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            var value = nursery.Start(async _ =>
            {
                await gate;
                return 5;
            });
            var plain = nursery.Start(_ => gate.Opened);
            var early = Record.Exception(() => value.GetAwaiter().GetResult());
            var earlyToo = Record.Exception(() => plain.GetAwaiter().GetResult());
            gate.Open();
            Assert.IsType<InvalidOperationException>(early);
            Assert.IsType<InvalidOperationException>(earlyToo);
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public async Task S38_StaleHandle_WhoseNodeServesAFailingChild_StillMeansSuccess()
    {
        await Task.Run(() =>
        {
            var scope = Engine.NurseryScope.Open<Engine.VoidNurseryScope>(new NurseryInfo("Stale"), CancellationToken.None);
            var first = HandChild<Inline>.Start(scope.Nursery, _ => default);
            var second = HandChild<Inline>.Start(scope.Nursery, _ => throw new Boom());
            Assert.NotEqual(first, second);
            Assert.True(first.Outcome.IsSuccess);
            Assert.True(second.Outcome.IsFailure);
            first.GetAwaiter().GetResult();
            scope.Run(default(ValueTask));
            Assert.Throws<Boom>(() => scope.ExitAsync().GetAwaiter().GetResult());
        });
    }

    [Fact]
    public Task S16_AwaitersAgainstTheEnd_AllAreWoken() => Race.Repeat(async _ =>
        await Nursery.RunAsync(async nursery =>
        {
            var gate = new TaskCompletionSource();
            var handle = HandChild<Inline>.StartTask(nursery, _ => gate.Task);
            var tasks = new Task[3];
            await Race.Both(
                () => gate.SetResult(),
                () =>
                {
                    for (var i = 0; i < tasks.Length; i++)
                        tasks[i] = handle.AsTask();
                });
            await Task.WhenAll(tasks);
            Assert.True(handle.Outcome.IsSuccess);
        }));
}
