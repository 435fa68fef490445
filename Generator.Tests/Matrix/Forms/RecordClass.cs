// Result: record 3
using NurseryGen;

namespace Demo;

internal sealed partial record Point(int X, int Y)
{
    private int _sum;

    [Nursery]
    public partial Task<int> SumAsync();

    private async Task<int> SumAsync(SumNursery nursery)
    {
        nursery.StartAdd(X);
        nursery.StartAdd(Y);
        await nursery.JoinAsync();
        return _sum;
    }

    [Child]
    private ValueTask AddAsync(int number)
    {
        Interlocked.Add(ref _sum, number);
        return default;
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => $"record {await new Point(1, 2).SumAsync()}";
}
