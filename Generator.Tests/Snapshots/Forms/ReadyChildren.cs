// Result: 81,ready,unready,hosts 2
using NurseryGen;

namespace Demo;

internal sealed partial class Servers
{
    private readonly List<string> _log = [];

    [Nursery]
    public partial Task<string> RunAsync(CancellationToken cancellationToken = default);

    private async Task<string> RunAsync(RunNursery nursery, CancellationToken cancellationToken)
    {
        _log.Add($"{await nursery.StartServeAsync(80, cancellationToken)}");
        await nursery.StartPlainAsync();
        _log.Add("ready");
        try
        {
            await nursery.StartUnreadyAsync<string>();
        }
        catch (FormatException)
        {
            _log.Add("unready");
        }

        await nursery.StartListenAsync(default, "a", "b");
        return string.Join(',', _log);
    }

    [Child]
    private async Task ServeAsync(int port, Ready<int> ready, CancellationToken cancellationToken)
    {
        ready.Set(port + 1);
        await Checkpoint.YieldAsync(cancellationToken);
    }

    [Child]
    private static void Plain(Ready ready) => ready.Set();

    [Child]
    private static ValueTask UnreadyAsync<T>(Ready<T?> ready) => throw new FormatException();

    [Child]
    private Task ListenAsync(Ready ready, params string[] hosts)
    {
        _log.Add($"hosts {hosts.Length}");
        ready.Set();
        return Task.CompletedTask;
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Servers().RunAsync();
}
