// Result: 56
using NurseryGen;

namespace Demo;

internal sealed partial class Names
{
    [Nursery]
    public partial Task<int[]> RunAsync(
        [Each(nameof(MixAsync))] int[] scope, int @class, int state, int item, int sink, int Item1,
        int ToString, int error, int owner, int child, int RunNursery);

    [Child]
    private Task<int> MixAsync(
        int number, int @class, int state, int item, int sink, int Item1, int ToString, int error, int owner, int child, int RunNursery) =>
        Task.FromResult(number + @class + state + item + sink + Item1 + ToString + error + owner + child + RunNursery);
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => $"{(await new Names().RunAsync([1], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))[0]}";
}
