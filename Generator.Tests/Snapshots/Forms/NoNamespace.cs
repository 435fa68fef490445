// Result: global
using NurseryGen;

internal sealed partial class Rootless
{
    [Nursery]
    public partial Task<string> RunAsync();

    private async Task<string> RunAsync(RunNursery nursery) => await nursery.StartName();

    [Child]
    private Task<string> NameAsync() => Task.FromResult("global");
}

internal static class Scenario
{
    public static Task<string> RunAsync() => new Rootless().RunAsync();
}
