using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>How many bytes something may allocate: what others than the engine allocate there, measured by itself.</summary>
internal sealed class Allowance(string name, Func<double> measure)
{
    private readonly Lazy<double> _bytes = new(measure);

    /// <summary>What more doesn't matter: on average, the runtime's own queues grow by less.</summary>
    private const double Tolerance = 0.5;

    /// <summary>Nothing.</summary>
    public static Allowance Nothing { get; } = new("0 B", static () => 0);

    /// <summary>The state machine of <see cref="YieldsOnce"/>: where more are suspended at once than the pooling builder's caches hold, it
    /// makes new ones.</summary>
    public static Allowance StateMachine { get; } = new("the child's own state machine", MeasureStateMachine);

    /// <summary>The task of a <c>Task&lt;(int, int, int)&gt;</c> method that doesn't complete at once.</summary>
    public static Allowance ReturnedTask { get; } = new("the returned Task", MeasureReturnedTask);

    /// <summary>What a token costs that was asked for: its source, and its registration with the caller's token (S38).</summary>
    public static Allowance TokenSource { get; } = new("a token source, registered with the caller's", MeasureTokenSource);

    /// <summary>What it is.</summary>
    public string Name => name;

    /// <summary>How much it is.</summary>
    public double Bytes => _bytes.Value;

    /// <summary>Whether so much is within it.</summary>
    public bool Covers(double bytes) => bytes <= Bytes + Tolerance;

    private static double MeasureTokenSource()
    {
        MeasureOne();
        return MeasureOne();

        static double MeasureOne()
        {
            // Each level's caller has a registration of its own, and .NET keeps a list for the first.
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var source = new CancellationTokenSource();
            using var link = source.Token.UnsafeRegister(static _ => { }, null);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static double MeasureReturnedTask()
    {
        var source = new Pending();
        MeasureOne();
        return MeasureOne();

        double MeasureOne()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = new ValueTask<(int, int, int)>(source, 0).AsTask();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static double MeasureStateMachine()
    {
        // The least of several: the thread pool's queue grows too.
        var suspended = new ValueTask[100];
        return Enumerable.Range(0, 10).Min(_ => Suspend(suspended));

        static double Suspend(ValueTask[] suspended)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < suspended.Length; i++)
                suspended[i] = YieldsOnce.RunAsync(Setting.Measured, i, CancellationToken.None);

            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Task.WaitAll(suspended.Select(task => task.AsTask()).ToArray());

            // To the whole object: the few that came from a cache are missing.
            return Math.Ceiling((double)bytes / suspended.Length / 8) * 8;
        }
    }

    /// <summary>Never completes.</summary>
    private sealed class Pending : IValueTaskSource<(int, int, int)>
    {
        public (int, int, int) GetResult(short token) => default;

        public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Pending;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
        }
    }
}
