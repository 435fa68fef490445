using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S8: joins that come at once, and joins from outside that come with the exit.</summary>
public sealed class DoubleJoinTests
{
    [Fact]
    public Task S8_TwoJoinAtOnce_OneIsRefused() => Task.Run(async () =>
    {
        // All open at once: scopes that have joined before have made what is raced for.
        var gate = new Gate();
        var scopes = Enumerable.Range(0, 4 * Race.Rounds)
            .Select(_ => NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Joined"), CancellationToken.None)).ToArray();
        var joins = new Task?[2, scopes.Length];
        var nurseries = Array.ConvertAll(scopes, scope => scope.Nursery);
        foreach (var nursery in nurseries)
            nursery.Start(_ => gate.Opened);

        await InStep.Run(scopes.Length, i => joins[0, i] = TryJoin(nurseries[i]), i => joins[1, i] = TryJoin(nurseries[i]));
        gate.Open();
        for (var i = 0; i < scopes.Length; i++)
        {
            Assert.True(joins[0, i] is null != joins[1, i] is null, $"pair {i}: both were accepted, or none");
            await Hang.Guard((joins[0, i] ?? joins[1, i])!);
            scopes[i].Run(default(ValueTask));
            await Hang.Guard(scopes[i].ExitAsync().AsTask());
        }
    });

    [Fact]
    public Task S8_TwoChildrenJoinAtOnce_NeitherKeepsTheNurseryOpen() => Race.Repeat(round => Task.Run(async () =>
    {
        var error = await Record.ExceptionAsync(() => Nursery.RunAsync(async nursery =>
        {
#pragma warning disable NUR102 // The runtime has to cope with what the compiler wasn't let say.
            nursery.Start(async _ => await nursery.JoinAsync());
            nursery.Start(async _ => await nursery.JoinAsync());
#pragma warning restore NUR102
            await Checkpoint.YieldAsync(CancellationToken.None);
        }));
        Assert.Contains("JoinAsync", Assert.IsAssignableFrom<Exception>(error).Message, StringComparison.Ordinal);
    }));

    [Fact]
    public Task S8_AJoinFromOutside_AgainstTheExit_NeverCrossesToTheNextNursery() => Race.Repeat(round => Task.Run(async () =>
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("First"), CancellationToken.None);
        var nursery = scope.Nursery;
        Task? join = null;
        Task exit = null!;
        await Race.Both(
            () => join = TryJoin(nursery),
            () =>
            {
                scope.Run(default(ValueTask));
                exit = scope.ExitAsync().AsTask();
            });
        await exit;

        // The same object, most often: its first join, and its exit, are its own.
        await Nursery.RunAsync(async next =>
        {
            var child = new Gate();
            next.Start(_ => child.Opened);
            var own = next.JoinAsync();
            Assert.False(own.IsCompleted);
            child.Open();
            await own;
        });
        if (join is not null)
            _ = await Record.ExceptionAsync(() => Hang.Guard(join));
    }));

    private static Task? TryJoin(Nursery nursery)
    {
        try
        {
            return nursery.JoinAsync().AsTask();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
