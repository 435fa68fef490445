// expect: NUR204
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
        Console.WriteLine(string.Join(", ", await SizesAsync(http, ["https://example.org/a", "https://example.org/b"])));
    }

    [Nursery, Timeout(1_000)]
    private static partial Task<int[]> SizesAsync(
        HttpClient http, [Each(nameof(SizeAsync))] string[] urls, CancellationToken cancellationToken = default);

    [Child]
    private static async Task<int> SizeAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            return (await http.GetStringAsync(url, cancellationToken)).Length;
        }
        catch ([|Exception|] error)
        {
            Console.WriteLine(error.Message);
            return 0;
        }
    }
}

// A time-out looks like a page of size zero: nobody learns that the deadline had passed.
