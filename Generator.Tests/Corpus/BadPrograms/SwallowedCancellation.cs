// expect: NUR204
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => RunAsync();

    [Nursery, Timeout(1_000)]
    private static partial Task RunAsync(CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery)
    {
        for (var i = 0; i < 4; i++) nursery.StartPump(i);
        return Task.CompletedTask;
    }

    [Child]
    private static async Task PumpAsync(int number, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(100, cancellationToken);
                Console.WriteLine(number);
            }
            catch ([|OperationCanceledException|])
            {
                Console.WriteLine("interrupted");
            }
        }
    }
}

// Once the second is over every delay throws at once and is caught at once: four threads spin for ever.
