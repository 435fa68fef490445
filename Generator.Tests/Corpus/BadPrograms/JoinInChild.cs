// expect: NUR102
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => RunAsync();

    [Nursery]
    private static partial Task RunAsync(CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery)
    {
        nursery.StartWork(1);
        nursery.StartLast();
        return Task.CompletedTask;
    }

    [Child]
    private static Task WorkAsync(int number, CancellationToken cancellationToken) => Task.Delay(number, cancellationToken);

    [Child]
    private static async Task LastAsync(RunNursery nursery, CancellationToken cancellationToken)
    {
        await [|nursery.JoinAsync()|];
        Console.WriteLine("all done");
        await Task.Delay(1, cancellationToken);
    }
}

// The child waits until no child runs, and is one itself: InvalidOperationException once the body has ended.
