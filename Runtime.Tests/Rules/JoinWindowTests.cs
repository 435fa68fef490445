using System.Runtime.CompilerServices;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>
/// S8: litmus for the window in <c>JoinSource.OnAlone</c>. A child that left takes the wait, finds another child, and gives it back. Should
/// the body end or the nursery close just then, the wait ends all the same.
/// </summary>
[Collection(Alone.Name)]
public sealed class JoinWindowTests
{
    private const int Batches = 25;
    private const int Scopes = 2_000;

    [Fact]
    public Task S8_AChildLeft_AsAnotherComesAndTheBodyEnds_TheWaitEnds() => Task.Run(async () =>
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var scopes = Open();
            var joins = Array.ConvertAll(scopes, scope => scope.JoinAsync());
            await InStep.Run(
                Scopes,
                i => JoinOf(scopes[i])!.OnAlone(),
                i =>
                {
                    // The child that comes.
                    Assert.True(scopes[i].TryEnter(scopes[i].Version));
                    scopes[i].Run(default(ValueTask));
                });
            for (var i = 0; i < Scopes; i++)
            {
                Assert.True(joins[i].IsCompleted, $"batch {batch}, scope {i}: the wait outlives the body");
                _ = await Record.ExceptionAsync(() => joins[i].AsTask());
                scopes[i].Leave();
                await scopes[i].ExitAsync();
            }
        }
    });

    [Fact]
    public Task S8_AChildLeft_AsTheNurseryCloses_TheWaitEnds() => Task.Run(async () =>
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var scopes = Open();
            var joins = Array.ConvertAll(scopes, scope => scope.JoinAsync());
            var sources = Array.ConvertAll(scopes, scope => JoinOf(scope)!);
            await InStep.Run(
                Scopes,
                i => sources[i].OnAlone(),
                i =>
                {
                    scopes[i].Run(default(ValueTask));
                    _ = scopes[i].ExitAsync();

                    // The object serves another nursery, with a child.
                    scopes[i] = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Next"), CancellationToken.None);
                    scopes[i].TryEnter(scopes[i].Version);
                });
            for (var i = 0; i < Scopes; i++)
            {
                Assert.True(joins[i].IsCompleted, $"batch {batch}, scope {i}: the wait outlives the nursery");
                scopes[i].Leave();
                scopes[i].Run(default(ValueTask));
                await scopes[i].ExitAsync();
            }
        }
    });

    /// <summary>Two threads make what a join waits by: both must get the same, which accepts one of them.</summary>
    [Fact]
    public Task S8_TwoJoinAtOnce_ForTheFirstTime_OneIsRefused() => Task.Run(async () =>
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var scopes = Open();
            Array.ForEach(scopes, scope => Join(scope) = null);
            var accepted = new bool[2, Scopes];
            await InStep.Run(Scopes, i => accepted[0, i] = TryJoin(scopes[i]), i => accepted[1, i] = TryJoin(scopes[i]));
            for (var i = 0; i < Scopes; i++)
            {
                Assert.True(accepted[0, i] != accepted[1, i], $"batch {batch}, scope {i}: both were accepted, or none");
                scopes[i].Run(default(ValueTask));
                await scopes[i].ExitAsync();
            }
        }

        static bool TryJoin(VoidNurseryScope scope)
        {
            try
            {
                _ = scope.JoinAsync();
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    });

    private static VoidNurseryScope[] Open() =>
        [.. Enumerable.Range(0, Scopes).Select(
            _ => NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Joined"), CancellationToken.None))];

    private static JoinSource? JoinOf(NurseryScope scope) => Join(scope);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_join")]
    private static extern ref JoinSource? Join(NurseryScope scope);
}
