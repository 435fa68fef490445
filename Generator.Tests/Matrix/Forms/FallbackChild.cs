// Result: cached A 4 x3
using NurseryGen;

namespace Demo;

internal sealed partial class Fallbacks
{
    private string _noted = "";

    [Nursery]
    public partial Task<string> RunAsync();

    private async Task<string> RunAsync(RunNursery nursery)
    {
        await nursery.StartStore(3, "x");
        return $"{await nursery.StartQuote("A")} {await nursery.StartMany(new List<int> { 4 })} {_noted}";
    }

    [Child, Timeout(0, Fallback = nameof(Cached))]
    private async Task<string> QuoteAsync(string symbol, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return symbol;
    }

    private static string Cached(string symbol) => "cached " + symbol;

    [Child, Timeout(0, Fallback = nameof(Note))]
    private Task StoreAsync(RunNursery nursery, int number, string text, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.Infinite, cancellationToken);

    private void Note(string text, int number) => _noted = text + number;

    [Child, Timeout(0, Fallback = nameof(First))]
    private async ValueTask<T> ManyAsync<T>(List<T> items, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return items[^1];
    }

    private T First<T>(List<T> items) => items[0];
}

internal static class Scenario
{
    public static Task<string> RunAsync() => new Fallbacks().RunAsync();
}
