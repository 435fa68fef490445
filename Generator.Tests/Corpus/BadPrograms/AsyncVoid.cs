// expect: NUR103
using System;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static class Program
{
    private static Task Main() => Nursery.RunAsync(async nursery =>
    {
        async [|void|] Save(int number)
        {
            await Task.Delay(number, nursery.Token);
            throw new InvalidOperationException($"can't save {number}");
        }

        foreach (var number in new[] { 1, 2, 3 }) Save(number);
        await Task.Delay(10, nursery.Token);
    });
}

// Nobody can wait for Save; what it throws ends the process.
