// Result: 3
using NurseryGen;

namespace Demo;

internal sealed partial class Race
{
    [Nursery(Policy = NurseryPolicy.Race)]
    public partial Task<int> RunAsync();

    private Task RunAsync(RunNursery nursery)
    {
        nursery.StartWait(Timeout.Infinite);
        nursery.StartWait(3);
        return Task.CompletedTask;
    }

    [Child]
    private async Task<int> WaitAsync(int milliseconds, CancellationToken cancellationToken)
    {
        await Task.Delay(milliseconds == 3 ? 0 : milliseconds, cancellationToken);
        return milliseconds;
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => $"{await new Race().RunAsync()}";
}
