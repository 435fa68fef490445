// Result: disposed 1
using NurseryGen;

namespace Demo;

internal sealed class Lease : IDisposable
{
    public static int Disposed { get; private set; }

    public void Dispose() => Disposed++;
}

internal static partial class Work
{
    [Nursery(nameof(Rent), nameof(Rest))]
    public static partial Task DoAsync();

    [Child]
    private static Lease Rent() => new();

    [Child]
    private static void Rest()
    {
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        await Work.DoAsync();
        return $"disposed {Lease.Disposed}";
    }
}
