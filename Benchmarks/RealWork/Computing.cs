using System.Diagnostics;
using System.Runtime.CompilerServices;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>Children that compute for so long and complete at once.</summary>
internal sealed class Computing(double microseconds) : Script
{
    private readonly int _steps = StepsIn(microseconds);

    public override ValueTask ChildAsync(int index, CancellationToken token)
    {
        Compute(_steps);
        return default;
    }

    /// <summary>How many steps of <see cref="Compute"/> take so long on this machine.</summary>
    public static int StepsIn(double microseconds) => (int)(microseconds * s_stepsInMicrosecond);

    /// <summary>Work of the processor alone. Its amount is fixed: who is interrupted has not done it meanwhile.</summary>
    /// <remarks>Compiled for good at once: both sides are to run the same code from the first call on.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static uint Compute(int steps)
    {
        var value = 2463534242;
        for (var i = 0; i < steps; i++)
        {
            value ^= value << 13;
            value ^= value >> 17;
            value ^= value << 5;
        }

        return value;
    }

    private static readonly double s_stepsInMicrosecond = Calibrate();

    /// <summary>The quickest of several: the others were interrupted.</summary>
    private static double Calibrate()
    {
        const int Steps = 100_000;
        var quickest = Enumerable.Range(0, 50).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            Compute(Steps);
            return Stopwatch.GetElapsedTime(start);
        });
        return Steps / quickest.TotalMicroseconds;
    }
}
