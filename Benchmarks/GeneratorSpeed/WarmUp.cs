using System.Diagnostics;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>Lets the just-in-time compiler finish with Roslyn before Roslyn is timed.</summary>
internal static class WarmUp
{
    private const int Most = 40;
    private const int Stale = 5;

    // Less than that is the machine's.
    private const double Faster = 0.97;

    /// <summary>Runs the work until it gets no faster.</summary>
    public static void Run(Action work)
    {
        var (best, stale) = (double.MaxValue, 0);
        for (var round = 0; round < Most && stale < Stale; round++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            var time = Stopwatch.GetElapsedTime(started).TotalSeconds;
            (best, stale) = time < best * Faster ? (time, 0) : (best, stale + 1);
        }
    }
}
