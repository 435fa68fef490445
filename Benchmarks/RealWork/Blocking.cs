using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>Children of which one in ten blocks its thread for 5 ms; the others compute for ten microseconds.</summary>
internal sealed class Blocking : Script
{
    private readonly int _steps = Computing.StepsIn(microseconds: 10);

    public override ValueTask ChildAsync(int index, CancellationToken token)
    {
        if (index % 10 == 0)
            Thread.Sleep(5);
        else
            Computing.Compute(_steps);

        return default;
    }
}
