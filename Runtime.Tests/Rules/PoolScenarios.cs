using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>What must hold whether token sources are pooled or not. Run under both settings by <see cref="PoolTests"/>, hence plain
/// methods, under the real clock.</summary>
internal static class PoolScenarios
{
    private static readonly NurseryInfo s_info = new("Pooled") { TimeoutMilliseconds = 3_600_000 };

    /// <summary>C59: of nurseries in a row on one thread, those with an odd number are cancelled.</summary>
    public static Task C59_OneCancelled_NoLaterTokenIsCancelled()
    {
        var cancelledOnes = new List<CancellationToken>();
        for (var i = 0; i < 10; i++)
        {
            var scope = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
            var token = scope.Nursery.Token;
            Assert.False(token.IsCancellationRequested);
            Assert.DoesNotContain(token, cancelledOnes);
            if (i % 2 == 1)
            {
                scope.Nursery.Cancel();
                Assert.True(token.IsCancellationRequested);
                cancelledOnes.Add(token);
            }

            Exit(scope);
        }

        return Task.CompletedTask;
    }

    /// <summary>A callback that is left on the token of a finished nursery is never called.</summary>
    public static Task S38_CallbackLeftBehind_IsNeverCalled()
    {
        var called = 0;
        var first = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
        first.Nursery.Token.Register(() => called++);
        Exit(first);
        for (var i = 0; i < 10; i++)
        {
            var next = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
            _ = next.Nursery.Token;
            next.Nursery.Cancel();
            Exit(next);
        }

        Assert.Equal(0, called);
        return Task.CompletedTask;
    }

    /// <summary>A finished nursery's caller is cancelled: the objects that served it are not.</summary>
    public static Task S38_TheCallerOfAFinishedNursery_IsCancelled_NobodyElseIs()
    {
        using var caller = new CancellationTokenSource();
        var first = NurseryScope.Open<VoidNurseryScope>(s_info, caller.Token);
        _ = first.Nursery.Token;
        Exit(first);

        var second = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
        Assert.Same(first, second);
        var token = second.Nursery.Token;
        caller.Cancel();
        Assert.False(token.IsCancellationRequested);
        Assert.Null(second.Nursery.Reason);
        Exit(second);
        return Task.CompletedTask;
    }

    /// <summary>The caller's cancellation meets the exit: it reaches this nursery or none.</summary>
    public static Task S38_TheCallersCancelAgainstTheExit_ReachesNoLaterNursery() => Race.Repeat(async round =>
    {
        using var caller = new CancellationTokenSource();
        await Race.Both(
            () => caller.Cancel(),
            () =>
            {
                var first = NurseryScope.Open<VoidNurseryScope>(s_info, caller.Token);
                _ = first.Nursery.Token;
                Exit(first);
                for (var i = 0; i < 4; i++)
                {
                    var next = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
                    Assert.False(next.Nursery.Token.IsCancellationRequested);
                    Assert.Null(next.Nursery.Reason);
                    Exit(next);
                }
            });
    });

    /// <summary>Deadlines that pass under the real clock, at once: the scope's next use has its own.</summary>
    public static Task S38_APassedDeadline_IsNotTheNextNurserys()
    {
        for (var i = 0; i < 10; i++)
        {
            var late = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None, timeout: TimeSpan.Zero);
            Assert.True(late.Nursery.Token.IsCancellationRequested);
            Exit(late);

            var next = NurseryScope.Open<VoidNurseryScope>(s_info, CancellationToken.None);
            Assert.Same(late, next);
            Assert.False(next.Nursery.Token.IsCancellationRequested);
            Exit(next);
        }

        return Task.CompletedTask;
    }

    private static void Exit(VoidNurseryScope scope)
    {
        scope.Run(default(ValueTask));

        // A cancel that is on its way from another thread holds the nursery open until it is through.
        var exit = scope.ExitAsync();
        Assert.True(SpinWait.SpinUntil(() => exit.IsCompleted, TimeSpan.FromSeconds(30)), "Hangs: the exit");
        exit.GetAwaiter().GetResult();
    }
}
