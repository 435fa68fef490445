namespace NurseryGen.Tests.Rules;

/// <summary>S2, S38: what is left of a child whose node serves others by now.</summary>
[Collection(Alone.Name)]
public sealed class StaleHandleTests
{
    [Fact]
    public async Task S38_AnAwaitableKeptFor65536Uses_StillMeansItsOwnChild()
    {
        Assert.Equal("[another's, reached]", await Tree.Of(Task.Run(() => Nursery.RunAsync(nursery =>
        {
            // All on this thread: one node serves them all.
            var source = new TaskCompletionSource();
            var kept = HandChild<Inline>.StartTask(nursery, _ => source.Task).ConfigureAwait(false).GetAwaiter();
            source.SetResult();
            for (var i = 0; i < ushort.MaxValue; i++)
                HandChild<Inline>.Start(nursery, _ => default);

            HandChild<Inline>.Start(nursery, _ => throw new Boom("another's"));
            kept.GetResult();
            throw new Boom("reached");
        }))));
    }

    [Fact]
    public Task S38_AHandleReadWhileItsNodeGoesOn_MeansItsOwnChild() => Task.Run(() =>
    {
        // One thread reads a handle; the other ends its child, and has the node fail for others.
        for (var round = 0; round < Race.Rounds; round++)
        {
            Nursery.RunAsync(
                async nursery =>
                {
                    var source = new TaskCompletionSource();
                    var child = HandChild<Inline>.StartTask(nursery, _ => source.Task);
                    await Race.Both(
                        () =>
                        {
                            var ended = false;
                            for (var i = 0; i < 200; i++)
                            {
                                var now = child.IsCompleted;
                                Assert.True(now || !ended, "ended, and then running again");
                                ended = now;
                                Assert.True(!ended || child.Outcome.IsSuccess, "another child's outcome");
                            }
                        },
                        () =>
                        {
                            source.SetResult();
                            for (var i = 0; i < 20; i++)
                                HandChild<Inline>.Start(nursery, _ => default);

                            Assert.True(HandChild<Inline>.Start(nursery, _ => throw new Boom()).Outcome.Exception is Boom);
                        });
                },
                new NurseryOptions { Policy = NurseryPolicy.Supervise }).GetAwaiter().GetResult();
        }
    });
}
