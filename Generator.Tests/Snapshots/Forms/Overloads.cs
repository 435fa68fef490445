// Result: int:1 string:b list:2 scope:1 scope:1,2
using NurseryGen;

namespace Demo;

internal sealed partial class Overloads
{
    [Nursery]
    public partial Task<string> RunAsync(CancellationToken cancellationToken = default);

    private async Task<string> RunAsync(RunNursery nursery) =>
        $"{await nursery.StartShow(1)} {await nursery.StartShow("b")} {await nursery.StartShow(new List<int> { 1, 2 })}";

    [Child]
    private Task<string> ShowAsync(int number) => Task.FromResult($"int:{number}");

    [Child]
    private Task<string> ShowAsync(string text) => Task.FromResult($"string:{text}");

    [Child]
    private ValueTask<string> Show<T>(List<T> items, CancellationToken cancellationToken) => new($"list:{items.Count}");

    [Timeout(1_000)]
    public partial Task<string> QuoteAsync(int one);

    [Timeout(2_000)]
    public partial Task<string> QuoteAsync(int one, int two);

    private Task<string> QuoteAsync(CancelScope scope, int one) => Task.FromResult($"scope:{one}");

    private Task<string> QuoteAsync(CancelScope scope, int one, int two) => Task.FromResult($"scope:{one},{two}");
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var overloads = new Overloads();
        return $"{await overloads.RunAsync()} {await overloads.QuoteAsync(1)} {await overloads.QuoteAsync(1, 2)}";
    }
}
