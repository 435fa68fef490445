// Result: 5
using NurseryGen;

namespace Demo;

// Parameters called like what generated code calls: the body, its locals, its types.
internal sealed partial class Hidden
{
    [Nursery]
    public partial Task<int> RunAsync(int RunNursery, int exit, Func<int> scope, CancellationToken System = default);

    private async Task<int> RunAsync(RunNursery nursery, int RunNursery, Func<int> scope)
    {
        var sum = nursery.StartAdd(RunNursery, scope());
        await nursery.JoinAsync();
        return sum.Result;
    }

    [Child]
    private Task<int> AddAsync(int NurseryGen, int global) => Task.FromResult(NurseryGen + global);
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => $"{await new Hidden().RunAsync(2, 0, () => 3)}";
}
