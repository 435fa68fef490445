using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Contention;

/// <summary>Loops that run at the same time, each opening one small nursery after another.</summary>
/// <param name="loops">How many loops.</param>
/// <param name="nurseries">How many nurseries, of all loops together.</param>
/// <param name="nursery">One of them.</param>
internal sealed class NurseriesAtOnce(int loops, int nurseries, IContender nursery) : IContender
{
    public ValueTask RunAsync(CancellationToken caller) =>
        new(Task.WhenAll(Enumerable.Range(0, loops).Select(_ => Task.Run(() => LoopAsync(caller), CancellationToken.None))));

    private async Task LoopAsync(CancellationToken caller)
    {
        for (var i = 0; i < nurseries / loops; i++)
            await nursery.RunAsync(caller).ConfigureAwait(false);
    }
}
