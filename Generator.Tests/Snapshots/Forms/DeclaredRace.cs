// Result: fast
using NurseryGen;

namespace Demo;

internal sealed partial class Sources
{
    [Nursery(nameof(FastAsync), nameof(SlowAsync), nameof(BrokenAsync), Policy = NurseryPolicy.Race)]
    public partial Task<object> FirstAsync(CancellationToken cancellationToken = default);

    [Child]
    private async Task<string> FastAsync()
    {
        await Task.Yield();
        return "fast";
    }

    [Child]
    private async Task<int[]> SlowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }

    [Child]
    private Task<string> BrokenAsync() => throw new FormatException();
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => (string)await new Sources().FirstAsync();
}
