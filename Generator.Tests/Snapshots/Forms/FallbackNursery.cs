// Result: cached A 70
using NurseryGen;

namespace Demo;

internal sealed partial class Fallbacks
{
    public int Given { get; private set; }

    [Nursery, Timeout(0, Fallback = nameof(Cached))]
    public partial Task<string> QuoteAsync(string symbol, int exit = 0, CancellationToken cancellationToken = default);

    private async Task<string> QuoteAsync(QuoteNursery nursery, string symbol)
    {
        nursery.StartWait();
        await nursery.JoinAsync();
        return symbol;
    }

    private static string Cached(string symbol) => "cached " + symbol;

    [Nursery, Timeout(0, Fallback = nameof(Note))]
    public partial ValueTask StoreAsync(int number);

    private async ValueTask StoreAsync(StoreNursery nursery, int number)
    {
        nursery.StartWait();
        await nursery.JoinAsync();
    }

    private void Note(int number, string text = "", int factor = 10) => Given = number * factor;

    [Child]
    private Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var fallbacks = new Fallbacks();
        await fallbacks.StoreAsync(7);
        return $"{await fallbacks.QuoteAsync("A")} {fallbacks.Given}";
    }
}
