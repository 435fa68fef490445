// Result: Groups.RunAsync: 1 failure: [Groups.FailAsync] broken
using NurseryGen;

namespace Demo;

internal sealed partial class Groups
{
    [Nursery(Errors = NurseryErrors.Group), Timeout(60_000, MoveOn = true)]
    public partial Task RunAsync();

    private async Task RunAsync(RunNursery nursery)
    {
        nursery.StartFail();
        await nursery.JoinAsync();
    }

    [Child]
    private Task FailAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        try
        {
            await new Groups().RunAsync();
            return "no failure";
        }
        catch (ExceptionGroup group)
        {
            return group.Message;
        }
    }
}
