// Result: inline before
using NurseryGen;

namespace Demo;

internal sealed partial class Inlined
{
    private string _log = "";

    [Nursery(Start = ChildStart.Inline)]
    public partial Task<string> RunAsync();

    private async Task<string> RunAsync(RunNursery nursery)
    {
        var child = nursery.StartFirst();
        _log += "before";
        await child;
        return _log;
    }

    // Runs on the body's stack up to its first await.
    [Child]
    private async Task FirstAsync()
    {
        _log += "inline ";
        await Task.Yield();
    }

    [Child(Start = ChildStart.Queued)]
    private Task QueuedAsync() => Task.CompletedTask;

    [Child(Start = ChildStart.Default)]
    private Task<int> AsTheNurserySaysAsync() => Task.FromResult(0);
}

internal static class Scenario
{
    public static Task<string> RunAsync() => new Inlined().RunAsync();
}
