// Result: static 7
using NurseryGen;

namespace Demo;

internal sealed partial class Numbers
{
    [Nursery]
    internal static partial Task<int> SumAsync(int[] numbers, CancellationToken cancellationToken = default);

    private static async Task<int> SumAsync(SumNursery nursery, int[] numbers)
    {
        var children = numbers.Select(number => nursery.StartEcho(number)).ToArray();
        var sum = 0;
        foreach (var child in children)
            sum += await child;

        return sum;
    }

    [Child]
    private static Task<int> EchoAsync(int number) => Task.FromResult(number);

    // A static nursery has no instance for it.
    [Child]
    private Task<int> UnreachableAsync() => Task.FromResult(0);

    public Task<int> Keep() => UnreachableAsync();
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => $"static {await Numbers.SumAsync([1, 2, 4])}";
}
