// Result: in time,Limits.WaitAsync,moved on,given up
using NurseryGen;

namespace Demo;

internal sealed partial class Limits
{
    [Nursery]
    public partial Task<string> WaitAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken = default);

    private async Task<string> WaitAsync(WaitNursery nursery, TimeSpan limit)
    {
        if (limit == TimeSpan.Zero)
            await Task.Delay(Timeout.Infinite, nursery.Token);

        return "in time";
    }

    [Nursery, Timeout(MoveOn = true)]
    public partial Task MoveOnAsync([Timeout] TimeSpan limit);

    private Task MoveOnAsync(MoveOnNursery nursery) => Task.Delay(Timeout.Infinite, nursery.Token);

    public partial Task<string> ScopeAsync([Timeout(Fallback = nameof(GivenUp))] TimeSpan limit);

    private async Task<string> ScopeAsync(CancelScope scope)
    {
        await Task.Delay(Timeout.Infinite, scope.Token);
        return "never";
    }

    private static string GivenUp() => "given up";
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var limits = new Limits();
        var inTime = await limits.WaitAsync(TimeSpan.FromHours(1));
        await limits.MoveOnAsync(TimeSpan.Zero);
        try
        {
            return await limits.WaitAsync(TimeSpan.Zero);
        }
        catch (NurseryTimeoutException error)
        {
            return $"{inTime},{error.Name},moved on,{await limits.ScopeAsync(TimeSpan.Zero)}";
        }
    }
}
