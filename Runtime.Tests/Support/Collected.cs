using System.Runtime.CompilerServices;

namespace NurseryGen.Tests;

/// <summary>Asserts that objects are garbage. Stacks of other threads may still be unwinding, so it looks several times.</summary>
internal static class Collected
{
    private const int Looks = 200;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task Assert(WeakReference weak, string what)
    {
        for (var i = 0; i < Looks && weak.IsAlive; i++)
        {
            await Checkpoint.YieldAsync(CancellationToken.None).ConfigureAwait(false);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Xunit.Assert.False(weak.IsAlive, $"{what} is still reachable");
    }
}
