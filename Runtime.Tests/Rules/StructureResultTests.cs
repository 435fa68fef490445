using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S15: results are disposed of, and nothing else: not the default of a structure, where a child left no result.</summary>
public sealed class StructureResultTests
{
    [Fact]
    public async Task S15_EachFails_OnlyResultsThatCame_AreDisposedOf()
    {
        // Twice, and more children than a chunk has places: the same object, and its marks, serve again.
        for (var round = 0; round < 3; round++)
        {
            var disposed = new int[40];
            var run = Each.RunAsync<Inline, int, Lease>(
                new NurseryInfo("Leases"),
                Enumerable.Range(0, 40).ToArray(),
                (item, _) => item % 3 == round ? throw new Boom($"{item}") : new ValueTask<Lease>(new Lease(disposed, item)));
            var error = await Record.ExceptionAsync(() => Hang.Guard(run.AsTask()));
            Assert.True(ExceptionGroup.Matches<Boom>(error));
            Assert.False(ExceptionGroup.Matches<NullReferenceException>(error), $"a default was disposed of: {error.Message}");

            // The first failure cancels: nothing is pulled after it.
            Assert.Equal(Enumerable.Range(0, 40).Select(item => item < round ? 1 : 0), disposed);
        }
    }

    [Fact]
    public async Task S15_EachFails_AfterTheResultsOfLaterItems_TheyAreDisposedOf()
    {
        var disposed = new int[40];
        var fail = new Gate();
        var ended = 0;
        var run = Each.RunAsync<Inline, int, Lease>(
            new NurseryInfo("Leases"),
            Enumerable.Range(0, 40).ToArray(),
            async (item, _) =>
            {
                if (item % 2 == 0)
                {
                    await fail.Opened;
                    throw new Boom();
                }

                if (Interlocked.Increment(ref ended) == 20)
                    fail.Open();

                return new Lease(disposed, item);
            });
        var error = await Record.ExceptionAsync(() => Hang.Guard(run.AsTask()));
        Assert.False(ExceptionGroup.Matches<NullReferenceException>(error), $"a default was disposed of: {error?.Message}");
        Assert.Equal(Enumerable.Range(0, 40).Select(item => item % 2), disposed);
    }

    [Fact]
    public async Task S15_EveryParticipantOfARaceFails_NothingIsDisposedOf()
    {
        var run = HandRace<Lease>.RunAsync(
            new NurseryInfo("Leases") { Policy = NurseryPolicy.Race }, _ => throw new Boom("first"), _ => throw new Boom("second"));
        var error = await Record.ExceptionAsync(() => Hang.Guard(run.AsTask()));
        Assert.False(ExceptionGroup.Matches<NullReferenceException>(error!), $"a default was disposed of: {error?.Message}");
        Assert.Equal(2, Assert.IsType<ExceptionGroup>(error).Failures.Count);
    }

    /// <summary>A default one has nothing to give back.</summary>
    private readonly struct Lease(int[] disposed, int item) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref disposed[item]);
    }
}
