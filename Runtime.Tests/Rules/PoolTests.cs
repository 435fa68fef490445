using System.Reflection;
using System.Runtime.Loader;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S38, C59: the hygiene of pools, with and without token sources being reused.</summary>
[Collection(Alone.Name)]
public sealed class PoolTests
{
    private const string Switch = "NurseryGen.PoolTokenSources";

    public static TheoryData<string> Scenarios =>
        new(typeof(PoolScenarios).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task S38_C59_ByDefault(string scenario)
    {
        Assert.False(TokenIsReused(typeof(PoolTests).Assembly));
        return RunAsync(typeof(PoolTests).Assembly, scenario);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task S38_C59_WithTokenReuse(string scenario)
    {
        var tests = LoadWithTokenReuse();
        Assert.True(TokenIsReused(tests));
        await RunAsync(tests, scenario);
    }

    /// <summary>A token that outlives its nursery is never cancelled by a later one.</summary>
    [Fact]
    public void S38_ATokenKept_IsNeverCancelledLater()
    {
        Assert.False(KeptTokenIsCancelledLater());

        // With reuse it is: why a token is not for keeping there, and why reuse has to be asked for.
        var cancelled = (bool)LoadWithTokenReuse().GetType(typeof(PoolTests).FullName!)!
            .GetMethod(nameof(KeptTokenIsCancelledLater), BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null)!;
        Assert.True(cancelled);
    }

    /// <summary>S38: a source keeps the nodes of all registrations that it had at once, so one with many readers is let go.</summary>
    [Fact]
    public void S38_WithTokenReuse_ASourceOfManyReaders_IsLetGo()
    {
        var reused = (bool)LoadWithTokenReuse().GetType(typeof(PoolTests).FullName!)!
            .GetMethod(nameof(ManyReadersShareASource), BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null)!;
        Assert.False(reused);
    }

    [Fact]
    public async Task S38_ACancelledSource_IsNeverReused_UnderLoad()
    {
        var cancelled = new HashSet<CancellationToken>();
        await Race.Repeat(async round =>
        {
            CancellationToken token = default;
            await Nursery.RunAsync(async nursery =>
            {
                token = nursery.Token;
                Assert.False(token.IsCancellationRequested);
                for (var i = 0; i < 4; i++)
                    nursery.Start(child => Task.FromResult(child.IsCancellationRequested));

                if (round % 3 == 0)
                    nursery.Cancel();

                await Checkpoint.YieldAsync(CancellationToken.None);
            }).ConfigureAwait(false);
            Assert.DoesNotContain(token, cancelled);
            if (round % 3 == 0)
                cancelled.Add(token);
        });
        Assert.Equal((Race.Rounds + 2) / 3, cancelled.Count);
    }

    private static bool KeptTokenIsCancelledLater()
    {
        var kept = OneNursery(cancel: false);
        for (var i = 0; i < 10; i++)
            OneNursery(cancel: true);

        return kept.IsCancellationRequested;
    }

    private static bool TokenIsReused(Assembly tests) => (bool)tests.GetType(typeof(PoolTests).FullName!)!
        .GetMethod(nameof(TwoInARowShareASource), BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null)!;

    private static bool TwoInARowShareASource() => OneNursery(cancel: false) == OneNursery(cancel: false);

    private static bool ManyReadersShareASource() => OneNursery(cancel: false, readers: 100) == OneNursery(cancel: false);

    private static CancellationToken OneNursery(bool cancel, int readers = 1)
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("One"), CancellationToken.None);
        var token = scope.Nursery.Token;
        for (var i = 1; i < readers; i++)
            _ = scope.Nursery.Token;

        if (cancel)
            scope.Nursery.Cancel();

        scope.Run(default(ValueTask));
        scope.ExitAsync().GetAwaiter().GetResult();
        return token;
    }

    private static Task RunAsync(Assembly tests, string scenario) => Hang.Guard(Task.Run(() =>
        (Task)tests.GetType(typeof(PoolScenarios).FullName!)!.GetMethod(scenario)!.Invoke(null, null)!));

    /// <summary>The switch is read once, when the runtime is first used: so here is a second runtime, and the tests that go with
    /// it.</summary>
    private static Assembly LoadWithTokenReuse()
    {
        Assert.False(TwoInARowShareASource());
        var context = new AssemblyLoadContext(Switch);
        AppContext.SetSwitch(Switch, true);
        try
        {
            context.LoadFromAssemblyPath(typeof(Nursery).Assembly.Location);
            var tests = context.LoadFromAssemblyPath(typeof(PoolTests).Assembly.Location);
            Assert.True(TokenIsReused(tests));
            return tests;
        }
        finally
        {
            AppContext.SetSwitch(Switch, false);
        }
    }
}
