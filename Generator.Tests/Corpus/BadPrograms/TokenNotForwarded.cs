// expect: NUR202
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => RunAsync();

    [Nursery, Timeout(100)]
    private static partial Task RunAsync(CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery)
    {
        for (var i = 0; i < 2; i++) nursery.StartWait(i);
        return Task.CompletedTask;
    }

    [Child]
    private static async Task WaitAsync(int number, CancellationToken cancellationToken)
    {
        await Task.[|Delay|](TimeSpan.FromMinutes(1));
        cancellationToken.ThrowIfCancellationRequested();
        Console.WriteLine(number);
    }
}

// The deadline of 100 ms passes, and nobody hears of it: RunAsync takes a minute.
