// Result: shielded,daemon
using NurseryGen;

namespace Demo;

internal sealed partial class Options
{
    private readonly List<string> _log = [];

    [Nursery(Policy = NurseryPolicy.Supervise, MaxConcurrency = 2)]
    public partial Task RunAsync();

    private Task RunAsync(RunNursery nursery)
    {
        nursery.StartDaemon();
        nursery.StartShielded();
        return Task.CompletedTask;
    }

    [Child(Shield = true)]
    private async Task ShieldedAsync(CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        _log.Add("shielded");
    }

    [Child(Daemon = true)]
    private async Task DaemonAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            _log.Add("daemon");
        }
    }

    public async Task<string> LogAsync()
    {
        await RunAsync();
        return string.Join(',', _log);
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Options().LogAsync();
}
