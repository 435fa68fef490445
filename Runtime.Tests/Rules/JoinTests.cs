using System.Reflection;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S8: <c>JoinAsync</c>.</summary>
public sealed class JoinTests
{
    [Fact]
    public async Task S8_Join_WaitsForChildrenAndThoseTheyStart_TheNurseryStaysOpen()
    {
        var log = new List<string>();
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            nursery.Start(async _ =>
            {
                await Checkpoint.YieldAsync(CancellationToken.None);
                nursery.Start(async _ =>
                {
                    await Checkpoint.YieldAsync(CancellationToken.None);
                    log.Add("grandchild");
                });
            });
            await nursery.JoinAsync();
            log.Add("joined");
            await nursery.JoinAsync();
            nursery.Start(_ =>
            {
                log.Add("later");
                return Task.CompletedTask;
            });
            await nursery.JoinAsync();
            log.Add("joined again");
        }));

        Assert.Equal(["grandchild", "joined", "later", "joined again"], log);
    }

    [Fact]
    public async Task S8_Join_OfACancelledNursery_ThrowsAfterTheChildrenUnwound()
    {
        var cleaned = false;
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var waits = new Gate();
            nursery.Start(async token =>
            {
                waits.Open();
                await token.Cancelled();
                await Checkpoint.YieldAsync(CancellationToken.None);
                cleaned = true;
            });
            await waits;
            nursery.Cancel("enough");
            var error = await Hang.Cancels(nursery.JoinAsync().AsTask());
            Assert.True(cleaned);
            Assert.Equal(nursery.Token, error.CancellationToken);

            // And where no child runs any more.
            await Hang.Cancels(nursery.JoinAsync().AsTask());
        }));
    }

    [Fact]
    public async Task S8_Join_Twice_AtOnce_InvalidOperation()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var gate = new Gate();
            nursery.Start(_ => gate.Opened);
            var first = nursery.JoinAsync();
            Assert.Throws<InvalidOperationException>(() => { _ = nursery.JoinAsync(); });
            gate.Open();
            await first;
        }));
    }

    [Fact]
    public async Task S8_Join_ByAChild_IsRefusedAtTheBodysEnd_InsteadOfHanging()
    {
        var waits = new Gate();
        var run = Nursery.RunAsync(async nursery =>
        {
            nursery.Start(async _ =>
            {
#pragma warning disable NUR102 // The runtime has to cope with what the compiler wasn't let say.
                var join = nursery.JoinAsync();
#pragma warning restore NUR102
                waits.Open();
                await join;
            });
            await waits;
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Hang.Guard(run));
        Assert.Contains("wait for itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task S8_Join_ByAChild_AsTheBodyEnds_NeverHangs() => Race.Repeat(async _ =>
    {
        var error = await Record.ExceptionAsync(() => Nursery.RunAsync(nursery =>
        {
#pragma warning disable NUR102 // As above.
            nursery.Start(async _ => await nursery.JoinAsync());
#pragma warning restore NUR102
            return Task.CompletedTask;
        }));
        Assert.IsType<InvalidOperationException>(error);
    });

    [Fact]
    public async Task S8_Join_IsNotEndedByAChildThatLeftBefore()
    {
        // A child that left may be held up before it wakes the body; by then the body may have started another child, and wait for that.
        var gate = new Gate();
        var info = new NurseryInfo("Late leaver");
        var scope = NurseryScope.Open<VoidNurseryScope>(info, CancellationToken.None);
        var nursery = scope.Nursery;
        nursery.Start(_ => gate.Opened);
        var join = nursery.JoinAsync();

        LeaveLate(scope);
        Assert.False(join.IsCompleted);

        gate.Open();
        await Hang.Guard(join.AsTask());
        scope.Run(default(ValueTask));
        await Hang.Guard(scope.ExitAsync().AsTask());

        static void LeaveLate(ScopeCore scope) =>
            typeof(ScopeCore).GetMethod("OnUsersLeft", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(scope, [1u, scope.Version]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task S8_Join_ThatNobodyAwaited_LeavesNothingToTheScopesNextNursery(bool oneChildEndsFirst) => Task.Run(() =>
    {
        // On a thread without a synchronization context, where children end on the stack of the one who opens their gate.
        var first = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("First"), CancellationToken.None);
        var gates = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        foreach (var gate in gates)
            HandChild<Inline>.StartTask(first.Nursery, _ => gate.Task);

        if (oneChildEndsFirst)
            gates[0].SetResult();

        _ = first.Nursery.JoinAsync();
        first.Run(default(ValueTask));
        gates[0].TrySetResult();
        gates[1].SetResult();
        first.ExitAsync().GetAwaiter().GetResult();

        var second = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Second"), CancellationToken.None);
        Assert.Same(first, second);
        var running = new TaskCompletionSource();
        HandChild<Inline>.StartTask(second.Nursery, _ => running.Task);
        var join = second.Nursery.JoinAsync();
        Assert.False(join.IsCompleted);
        running.SetResult();
        Assert.True(join.IsCompletedSuccessfully);
        join.GetAwaiter().GetResult();
        second.Run(default(ValueTask));
        second.ExitAsync().GetAwaiter().GetResult();
    });

    [Fact]
    public Task S8_Join_AgainstACancel_SucceedsOrThrowsTheCancellation() => Race.Repeat(async _ =>
        await Nursery.RunAsync(async nursery =>
        {
            var token = nursery.Token;
            Exception? error = null;
            await Race.Both(
                () => nursery.Cancel(),
                () => error = Record.Exception(() => nursery.JoinAsync().AsTask().GetAwaiter().GetResult()));
            if (error is not null)
                Assert.Equal(token, Assert.IsAssignableFrom<OperationCanceledException>(error).CancellationToken);
        }));
}
