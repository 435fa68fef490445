using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S8: a join that the body left behind is read while the nursery exits. It looks whether that nursery is cancelled, and at no
/// other one.</summary>
[Collection(Alone.Name)]
public sealed class JoinLeftBehindTests
{
    /// <summary>The whole test on one thread, but for the reader: so the next nursery has the same object.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task S8_AJoinReadWhileItsNurseryExits_CancelsNoOtherOne(bool readsStatus) => Task.Run(() =>
    {
        var clock = new HookedClock { TimeAtStop = TimeSpan.FromHours(1) };
        var scope = NurseryScope.Open<VoidNurseryScope>(
            new NurseryInfo("First") { TimeoutMilliseconds = 10_000 }, CancellationToken.None, clock);
        var join = scope.Nursery.JoinAsync();
        var reads = clock.StopIn(() =>
        {
            if (readsStatus)
                _ = join.IsCanceled;
            else
                _ = Record.Exception(() => join.GetAwaiter().GetResult());
        });
        clock.Stopped.Wait(CancellationToken.None);

        // The body ends as the reader is about to see that the deadline has passed.
        scope.Run(default(ValueTask));
        var exit = scope.ExitAsync();
        var isHeld = !exit.IsCompleted;
        clock.GoOn();
        reads.Wait(CancellationToken.None);
        Hang.Guard(exit.AsTask()).Wait(CancellationToken.None);
        for (var i = 0; i < 4; i++)
        {
            var next = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Next"), CancellationToken.None);
            Assert.Null(next.Nursery.Reason);
            next.Run(default(ValueTask));
            Assert.True(next.ExitAsync().IsCompleted);
        }

        Assert.True(isHeld, "the nursery was gone while the join looked at it");
    });
}
