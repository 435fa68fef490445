namespace NurseryGen.Tests.Allocations;

/// <summary>Bytes that all threads together allocate.</summary>
internal static class Bytes
{
    private const int Passes = 100;

    /// <summary>Asserts that a round costs no more bytes than these: what the code itself takes it takes in every pass.</summary>
    /// <remarks>
    /// One pass within the bound is enough. A pass takes milliseconds, and others add to it for longer than a few of them: the test host,
    /// which reports the tests before this one, and threads of the pool that those have left behind, each of which fills its part of our
    /// pools when it first comes by.
    /// </remarks>
    public static async Task AtMostAsync(double most, int rounds, Func<int, Task> run)
    {
        await run(rounds);
        var least = double.MaxValue;
        for (var pass = 0; pass < Passes && least > most; pass++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await run(rounds);
            least = Math.Min(least, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / rounds);
        }

        Assert.InRange(least, 0, most);
    }
}
