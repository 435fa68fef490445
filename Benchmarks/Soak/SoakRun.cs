using System.Diagnostics;
using System.Globalization;

namespace NurseryGen.Benchmarks.Soak;

/// <summary>
/// <c>--soak [children]</c>: ten million children under faults, on all cores. They fail, cancel, time out, join, are awaited and throw from
/// callbacks. All that were started must end, each failure must come out once, and live memory must stay flat.
/// </summary>
internal static class SoakRun
{
    private const long DefaultChildren = 10_000_000;
    private const int Steps = 10;

    /// <summary>Many wait for a timer at any time.</summary>
    private const int Workers = 64;

    /// <summary>What a program of this size may gain or lose in live memory from one collection to the next.</summary>
    private const long Flat = 8_000_000;

    /// <returns>0 where nothing was lost and memory is flat.</returns>
    public static int Run(string[] args)
    {
        var children = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : DefaultChildren;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
        var tally = new Tally();
        var clock = Stopwatch.StartNew();
        var memory = new List<long>();
        Console.WriteLine($"seed {seed}");
        for (var step = 1; step <= Steps; step++)
        {
            var until = children * step / Steps;
            Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
            {
                var random = new Random(HashCode.Combine(seed, step, worker));
                while (tally.Started < until)
                    await new SoakNursery(tally, random.Next()).RunAsync().ConfigureAwait(false);
            }))).GetAwaiter().GetResult();
            memory.Add(GC.GetTotalMemory(forceFullCollection: true));
            Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds,6:0} s  {tally}  live {memory[^1] / 1e6:0.0} MB"));
        }

        var isFlat = memory[^1] - memory[1] < Flat;
        Console.WriteLine(tally.IsBalanced && isFlat ? "nothing lost, memory flat" : "LOST, or memory grows");
        return tally.IsBalanced && isFlat ? 0 : 1;
    }
}
