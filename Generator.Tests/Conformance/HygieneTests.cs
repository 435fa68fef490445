using System.Runtime.CompilerServices;
using NurseryGen.Generator.Tests.Support;
using Xunit;
using static NurseryGen.Generator.Tests.Conformance.Signals;

namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>What generated nurseries leave behind, and how deep they go.</summary>
public sealed class HygieneTests
{
    private readonly EdgeStage _stage = new(TimeProvider.System);

    [Fact]
    public async Task C09_StaleHandle_IsRefused_ThoughItsScopeServesAnotherNursery()
    {
        EdgeStage.OuterNursery stale = default;
        await _stage.OuterAsync(nursery =>
        {
            stale = nursery;
            return Task.CompletedTask;
        }).Guarded();

        // The scope object comes from a pool: this nursery has it now.
        await _stage.OuterAsync(_ =>
        {
            var error = Assert.Throws<InvalidOperationException>(() => { stale.StartWork(_ => Task.CompletedTask); });
            Assert.Contains("EdgeStage.OuterAsync", error.Message, StringComparison.Ordinal);
            stale.Cancel();
            return Task.CompletedTask;
        }).Guarded();
    }

    [Fact]
    public async Task C15_FinishedChildsArgumentsAndResult_AreCollectable()
    {
        WeakReference? argument = null;
        await _stage.OuterAsync(async nursery =>
        {
            argument = await StartAsync(nursery);
            for (var look = 0; look < 200 && argument.IsAlive; look++)
            {
                await Checkpoint.YieldAsync(nursery.Token);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Assert.False(argument.IsAlive);
        }).Guarded();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<WeakReference> StartAsync(EdgeStage.OuterNursery nursery)
        {
            var argument = new object();
            var child = nursery.StartKeep(argument);
            Assert.Same(argument, await child);
            return new WeakReference(argument);
        }
    }

    [Fact]
    public Task C54_NestedScopes_5000() => _stage.ScopeAsync(5_000, CancellationToken.None).Guarded();

    [Fact]
    public async Task C54_NestedNurseries_100000()
    {
        await _stage.NestAsync(100_000).Guarded();
        Assert.Equal(100_000, _stage.Deepest);
    }

    [Fact]
    public async Task C55_DeadlineSet100000Times_OneTimer()
    {
        var clock = new ManualTimeProvider();
        var most = 0;
        await new TimedStage(clock).FailAfterAsync(nursery =>
        {
            _ = nursery.Token;
            for (var i = 0; i < 100_000; i++)
            {
                nursery.CancelAfter(TimeSpan.FromSeconds(1 + (i % 7)));
                most = Math.Max(most, clock.TimersArmed);
            }

            return Task.FromResult(1);
        }).Guarded();

        Assert.Equal(1, most);
        Assert.Equal(0, clock.TimersArmed);
    }

    [Fact]
    public async Task C59_TenNurseriesInARow_OneCancelled_NoLaterTokenIs()
    {
        for (var i = 0; i < 10; i++)
        {
            var cancel = i == 3;
            var seen = false;
            await _stage.OuterAsync(nursery =>
            {
                var token = nursery.Token;
                Assert.False(token.IsCancellationRequested);
                if (cancel)
                    nursery.Cancel();

                seen = token.IsCancellationRequested;
                return Task.CompletedTask;
            }).Guarded();
            Assert.Equal(cancel, seen);
        }
    }
}
