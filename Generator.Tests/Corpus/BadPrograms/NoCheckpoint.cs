// expect: NUR206
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static long s_count;

    private static Task Main() => RunAsync();

    [Nursery, Timeout(100)]
    private static partial Task RunAsync(CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery)
    {
        for (var i = 0; i < Environment.ProcessorCount; i++) nursery.StartCount();
        return Task.CompletedTask;
    }

    [Child]
    private static void Count(CancellationToken cancellationToken)
    {
        [|while (true)|]
        {
            Interlocked.Increment(ref s_count);
        }
    }
}

// Nothing in the loop can notice the deadline: every core counts for ever.
