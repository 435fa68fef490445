// expect: NUR301
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static async Task Main()
    {
        using var http = new HttpClient();
        await RunAsync(http);
    }

    [Nursery]
    private static partial Task RunAsync(HttpClient http, CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery, HttpClient http)
    {
        for (var i = 0; i < 1_000; i++) nursery.StartGet(http, $"https://example.org/{i}");
        return Task.CompletedTask;
    }

    [Child]
    private static async Task GetAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        var text = [|http.GetStringAsync(url, cancellationToken).Result|];
        Console.WriteLine(text.Length);
    }
}

// A thousand children each hold a thread of the pool while they wait; the answers need threads too, and starve.
