// expect: NUR302
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => RunAsync();

    [Nursery, Timeout(500)]
    private static partial Task RunAsync(CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery)
    {
        for (var i = 0; i < 2; i++) nursery.StartTick(i);
        return Task.CompletedTask;
    }

    [Child]
    private static async Task TickAsync(int number, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync($"{number}".AsMemory(), cancellationToken);
            [|Thread.Sleep(60_000)|];
        }
    }
}

// Two threads sleep through the deadline: RunAsync ends after a minute instead of half a second.
