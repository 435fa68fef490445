// expect: NUR401
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
        try
        {
            var pages = await FetchAsync(http, ["https://a.invalid/", "https://b.invalid/"]);
            Console.WriteLine(pages.Length);
        }
        catch ([|HttpRequestException|])
        {
            Console.WriteLine("offline");
        }
    }

    [Nursery]
    private static partial Task<string[]> FetchAsync(
        HttpClient http, [Each(nameof(GetAsync))] string[] urls, CancellationToken cancellationToken = default);

    [Child]
    private static Task<string> GetAsync(
        HttpClient http, string url, CancellationToken cancellationToken) => http.GetStringAsync(url, cancellationToken);
}

// Offline, both requests fail, and what is thrown is an ExceptionGroup: the catch doesn't see it, and the program dies.
