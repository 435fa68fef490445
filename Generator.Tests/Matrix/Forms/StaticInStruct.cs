// Result: struct 8
using NurseryGen;

namespace Demo;

internal readonly partial record struct Money(int Cents)
{
    [Nursery]
    public static partial Task<int> SumAsync(Money[] all);

    private static async Task<int> SumAsync(SumNursery nursery, Money[] all)
    {
        var sum = 0;
        foreach (var money in all)
            sum += await nursery.StartRead(money);

        return sum;
    }

    [Child]
    private static Task<int> ReadAsync(Money money) => Task.FromResult(money.Cents);
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => $"struct {await Money.SumAsync([new(3), new(5)])}";
}
