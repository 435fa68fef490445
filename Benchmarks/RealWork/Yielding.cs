using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>Children that yield so many times.</summary>
internal sealed class Yielding(int times) : Script
{
    public override async ValueTask ChildAsync(int index, CancellationToken token)
    {
        for (var i = 0; i < times; i++)
            await Task.Yield();
    }
}
