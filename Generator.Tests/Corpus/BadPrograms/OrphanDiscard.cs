// expect: NUR101
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static class Program
{
    private static async Task Main()
    {
        using var http = new HttpClient();
        await Nursery.RunAsync(async nursery =>
        {
            nursery.Start(async token =>
            {
                [|_ = http.GetStringAsync("https://example.org/", token)|];
                await Task.Delay(10, token);
            });
            await Task.Delay(20, nursery.Token);
        });
        Console.WriteLine("done");
    }
}

// The request outlives the nursery, and fails with ObjectDisposedException, which nobody sees.
