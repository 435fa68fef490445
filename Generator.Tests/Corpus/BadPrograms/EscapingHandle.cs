// expect: NUR105
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static class Program
{
    private static Nursery s_nursery;

    private static async Task Main()
    {
        await Nursery.RunAsync(async nursery =>
        {
            s_nursery = [|nursery|];
            nursery.Start(static token => WorkAsync("inside", token));
            await Task.Delay(10, nursery.Token);
        });
        s_nursery.Start(static token => WorkAsync("outside", token));
    }

    private static async Task WorkAsync(string place, CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        Console.WriteLine(place);
    }
}

// By the time the field is used the nursery is closed: InvalidOperationException.
