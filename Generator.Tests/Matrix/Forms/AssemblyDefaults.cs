// Result: inline, a group of 1
using NurseryGen;

[assembly: NurseryDefaults(Start = ChildStart.Inline, Errors = NurseryErrors.Group)]

namespace Demo;

internal sealed partial class Work
{
    private string _log = "";

    [Nursery]
    public partial Task RunAsync();

    [Nursery(Start = ChildStart.Queued, Errors = NurseryErrors.Collapse)]
    public partial Task OtherAsync();

    public async Task<string> LogAsync()
    {
        await OtherAsync();
        try
        {
            await RunAsync();
        }
        catch (ExceptionGroup group)
        {
            _log += $", a group of {group.Failures.Count}";
        }

        return _log;
    }

    private Task RunAsync(RunNursery nursery)
    {
        nursery.StartWork();
        _log = "inline";
        nursery.StartSynchronous();
        throw new FormatException();
    }

    private Task OtherAsync(OtherNursery nursery) => nursery.StartSynchronous().AsTask();

    [Child]
    private async Task WorkAsync()
    {
        _log = "queued";
        await Task.Yield();
    }

    [Child]
    private void Synchronous()
    {
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Work().LogAsync();
}
