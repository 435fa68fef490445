// expect: NUR203
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static class Program
{
    private static async Task Main()
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        await ServeAsync(interrupted.Token);
    }

    private static Task ServeAsync(CancellationToken cancellationToken) => Nursery.RunAsync(async nursery =>
    {
        nursery.Start(token => Task.Delay(Timeout.Infinite, [|cancellationToken|]));
        await Task.Delay(10, nursery.Token);
        throw new InvalidOperationException("the body failed");
    }, cancellationToken);
}

// The failure cancels the nursery, but its child listens to somebody else: the program hangs, and the failure isn't shown.
