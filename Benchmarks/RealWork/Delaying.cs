using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>Children that wait for a millisecond, as for a reply, and then compute for a microsecond.</summary>
internal sealed class Delaying : Script
{
    private readonly int _steps = Computing.StepsIn(microseconds: 1);

    public override async ValueTask ChildAsync(int index, CancellationToken token)
    {
        await Task.Delay(1, token).ConfigureAwait(false);
        Computing.Compute(_steps);
    }
}
