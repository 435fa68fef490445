// Result: True True
using NurseryGen;

namespace Demo;

internal sealed partial class Timed(TimeProvider time)
{
    private TimeProvider Clock { get; } = time;

    [Nursery, Timeout(5_000)]
    public partial Task<bool> RunAsync();

    private Task<bool> RunAsync(RunNursery nursery) => Task.FromResult(nursery.Deadline is not null);

    [Timeout(5_000)]
    public partial Task ScopeAsync(int clock);

    private Task ScopeAsync(CancelScope scope) => Task.CompletedTask;
}

internal sealed class FrozenClock : TimeProvider
{
    public int Asked { get; private set; }

    public override long GetTimestamp()
    {
        Asked++;
        return 0;
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var clock = new FrozenClock();
        var deadline = await new Timed(clock).RunAsync();
        return $"{deadline} {clock.Asked > 0}";
    }
}
