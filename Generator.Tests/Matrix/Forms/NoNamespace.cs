// Result: global
using NurseryGen;

internal sealed partial class Rootless
{
    [Nursery]
    public partial Task<string> RunAsync();

    private async Task<string> RunAsync(RunNursery nursery)
    {
        var name = nursery.StartName();
        await nursery.JoinAsync();
        return name.Result;
    }

    [Child]
    private Task<string> NameAsync() => Task.FromResult("global");
}

internal static class Scenario
{
    public static Task<string> RunAsync() => new Rootless().RunAsync();
}
