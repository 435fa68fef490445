namespace NurseryGen.Benchmarks.Measuring;

/// <summary>How many bytes something may allocate: what others than the engine allocate there, measured by itself.</summary>
internal sealed class Allowance(string name, Func<double> measure)
{
    private readonly Lazy<double> _bytes = new(measure);

    /// <summary>Nothing. Below half a byte a run is what the runtime's own tables grow by.</summary>
    public static Allowance Nothing { get; } = new("0 B", static () => 0.5);

    /// <summary>The state machine of <see cref="YieldsOnce"/>: where more of them are suspended at once than the pooling builder's caches hold, it makes new ones.</summary>
    public static Allowance StateMachine { get; } = new("the child's own state machine", MeasureStateMachine);

    /// <summary>What it is.</summary>
    public string Name => name;

    /// <summary>How much it is.</summary>
    public double Bytes => _bytes.Value;

    private static double MeasureStateMachine()
    {
        var suspended = new ValueTask[1_000];
        Suspend(suspended);
        return Suspend(suspended);

        static double Suspend(ValueTask[] suspended)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < suspended.Length; i++)
            {
                suspended[i] = YieldsOnce.RunAsync(Setting.Measured, i, CancellationToken.None);
            }

            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Task.WaitAll(suspended.Select(task => task.AsTask()).ToArray());

            // To the whole object: the few that came from a cache are missing.
            return Math.Ceiling((double)bytes / suspended.Length / 8) * 8;
        }
    }
}
