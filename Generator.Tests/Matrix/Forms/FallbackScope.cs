// Result: cached A b
using NurseryGen;

namespace Demo;

internal sealed partial class Fallbacks
{
    private string _noted = "";

    [Timeout(0, Fallback = nameof(Cached))]
    public partial Task<string> QuoteAsync(string symbol, CancellationToken cancellationToken = default);

    private async Task<string> QuoteAsync(CancelScope scope, string symbol)
    {
        await Task.Delay(Timeout.Infinite, scope.Token);
        return symbol;
    }

    private string Cached(string symbol) => $"cached {symbol} {_noted}";

    [Timeout(0, Fallback = nameof(Note))]
    public partial ValueTask StoreAsync(string scope, string error);

    private async ValueTask StoreAsync(CancelScope cancelScope, string scope, CancellationToken token) =>
        await Task.Delay(Timeout.Infinite, token);

    private void Note(string error) => _noted = error;
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var fallbacks = new Fallbacks();
        await fallbacks.StoreAsync("a", "b");
        return await fallbacks.QuoteAsync("A");
    }
}
