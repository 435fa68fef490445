// expect: NUR109
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
            nursery.Start(token => GetAsync(http, "https://example.org/a", token));
            nursery.Start(token => GetAsync(http, "https://example.org/b", token));
            await nursery.JoinAsync();
        });
    }

    private static async Task GetAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        var scope = [|CancelScope.FailAfter(TimeSpan.FromMinutes(5), cancellationToken)|];
        Console.WriteLine((await http.GetStringAsync(url, scope.Token)).Length);
    }
}

// Each scope stays linked to the nursery's token and holds a timer for five minutes: memory grows with every call.
