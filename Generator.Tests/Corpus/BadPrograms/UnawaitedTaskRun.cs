// expect: NUR104
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static class Program
{
    private static async Task Main()
    {
        await Nursery.RunAsync(async nursery =>
        {
            [|_ = Task.Run(() => Compress("log.txt"), nursery.Token)|];
            await Task.Delay(10, nursery.Token);
        });
        File.Delete("log.txt");
    }

    private static void Compress(string path) => Console.WriteLine(File.ReadAllBytes(path).Length);
}

// The nursery doesn't know of the work on the pool: the file is deleted while it is being compressed.
