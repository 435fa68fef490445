namespace NurseryGen.Tests;

/// <summary>Runs what depends on timing often enough to meet most timings.</summary>
internal static class Race
{
    public const int Rounds = 1_000;

    public static async Task Repeat(Func<int, Task> round)
    {
        for (var i = 0; i < Rounds; i++)
            await Hang.Guard(round(i), $"round {i}").ConfigureAwait(false);
    }

    /// <summary>Two actions at the same instant, each on a thread of its own, as near as threads can.</summary>
    public static Task Both(Action first, Action second)
    {
        var arrived = 0;
        return Task.WhenAll(Task.Run(() => Meet(first)), Task.Run(() => Meet(second)));

        void Meet(Action action)
        {
            Interlocked.Increment(ref arrived);
            for (var spin = default(SpinWait); Volatile.Read(ref arrived) < 2;)
                spin.SpinOnce();

            action();
        }
    }
}
