// Result: done,NurseryTimeoutException:Deadlines.ZeroAsync,0
using NurseryGen;

namespace Demo;

internal sealed partial class Deadlines
{
    [Nursery]
    public partial Task<string> RunAsync(CancellationToken cancellationToken = default);

    private async Task<string> RunAsync(RunNursery nursery) => $"{await nursery.StartLong()}";

    [Nursery]
    public partial Task FailAsync();

    private async Task FailAsync(FailNursery nursery)
    {
        nursery.StartZero();
        await nursery.JoinAsync();
    }

    [Nursery]
    public partial Task<int> MoveOnAsync();

    private async Task<int> MoveOnAsync(MoveOnNursery nursery) => await nursery.StartGiveUp();

    [Child, Timeout(60_000)]
    private Task<string> LongAsync(RunNursery nursery) => Task.FromResult("done");

    [Child(nameof(FailAsync)), Timeout(0)]
    private Task ZeroAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    [Child(nameof(MoveOnAsync)), Timeout(0, MoveOn = true)]
    private async Task<int> GiveUpAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 1;
    }

    [Child(nameof(RunAsync)), Timeout(Timeout.Infinite)]
    private Task EndlessAsync() => Task.CompletedTask;
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var deadlines = new Deadlines();
        var done = await deadlines.RunAsync();
        try
        {
            await deadlines.FailAsync();
            return "no time-out";
        }
        catch (NurseryTimeoutException error)
        {
            return $"{done},{error.GetType().Name}:{error.Name},{await deadlines.MoveOnAsync()}";
        }
    }
}
