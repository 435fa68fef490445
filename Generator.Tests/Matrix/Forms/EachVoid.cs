// Result: sum 66, disposed 2
using NurseryGen;

namespace Demo;

internal sealed class Lease : IDisposable
{
    public static int Disposed;

    public void Dispose() => Interlocked.Increment(ref Disposed);
}

internal sealed partial class Adder
{
    public int Sum;

    [Nursery]
    public partial Task AddAsync([Each(nameof(AddOneAsync))] IEnumerable<int>? numbers, int offset);

    [Nursery]
    public partial Task RentAsync([Each(nameof(RentOne))] int[] numbers);

    [Child]
    private async ValueTask AddOneAsync(AddNursery nursery, int offset, int number)
    {
        await Checkpoint.YieldAsync(nursery.Token);
        Interlocked.Add(ref Sum, number + offset);
        if (number < 30)
            nursery.StartAddOne(offset, number + 10);
    }

    [Child]
    private static Lease RentOne(int number) => new();
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var adder = new Adder();
        await adder.AddAsync([10], 2);
        await adder.RentAsync([1, 2]);
        return $"sum {adder.Sum}, disposed {Lease.Disposed}";
    }
}
