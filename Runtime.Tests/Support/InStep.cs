namespace NurseryGen.Tests;

/// <summary>Two threads that walk through the same indexes in step: for litmus tests, which need many meetings within few
/// nanoseconds.</summary>
internal static class InStep
{
    public static Task Run(int count, Action<int> first, Action<int> second)
    {
        var arrived = 0;
        var failed = false;
        return Task.WhenAll(Walk(first), Walk(second));

        Task Walk(Action<int> step) => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < count; i++)
                {
                    Interlocked.Increment(ref arrived);
                    for (var spin = default(SpinWait); Volatile.Read(ref arrived) < 2 * (i + 1);)
                    {
                        if (Volatile.Read(ref failed))
                            return;

                        spin.SpinOnce(sleep1Threshold: -1);
                    }

                    try
                    {
                        step(i);
                    }
                    catch
                    {
                        // The other thread would wait for this one for ever.
                        Volatile.Write(ref failed, true);
                        throw;
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}
