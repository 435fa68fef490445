// Result: 2
using NurseryGen;

namespace Demo;

internal sealed partial class Dialer
{
    [Nursery(Policy = NurseryPolicy.Race), Timeout(3_000)]
    public partial Task<string> ConnectAsync(
        [Each(nameof(DialAsync))] IReadOnlyList<int> ports, CancellationToken cancellationToken = default);

    [Child]
    private async Task<string> DialAsync(int port, CancellationToken cancellationToken)
    {
        if (port == 1)
            throw new FormatException();

        await Task.Delay(port == 2 ? 0 : Timeout.Infinite, cancellationToken);
        return $"{port}";
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Dialer().ConnectAsync([1, 2, 3]);
}
