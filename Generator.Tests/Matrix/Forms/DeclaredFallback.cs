// Result: 3 nothing
using NurseryGen;

namespace Demo;

internal sealed partial class Loader
{
    [Nursery(nameof(SlowAsync)), Timeout(1, Fallback = nameof(Nothing))]
    public partial ValueTask<string> LoadAsync(int number);

    [Child]
    private async Task<string> SlowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "";
    }

    private static string Nothing(int number) => $"{number} nothing";
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Loader().LoadAsync(3);
}
