using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Tests.Benchmarks;

/// <summary>Children that meet with a mishap, and count themselves.</summary>
internal sealed class MishapScript(Mishap mishap) : Script
{
    private readonly Gate _firstThrows = new();
    private int _started;
    private int _running;

    /// <summary>What the first child throws, and the second.</summary>
    public Exception[] Failures { get; } = [new FormatException("The first."), new FormatException("The second.")];

    /// <summary>A child waits.</summary>
    public Gate Waiting { get; } = new();

    /// <summary>How many children began.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>How many of them have not ended.</summary>
    public int Running => Volatile.Read(ref _running);

    public override ValueTask ChildAsync(int index, CancellationToken token) => new(CountedAsync(index, token));

    private async Task CountedAsync(int index, CancellationToken token)
    {
        Interlocked.Increment(ref _started);
        Interlocked.Increment(ref _running);
        try
        {
            var child = (mishap, index) switch
            {
                (Mishap.None, _) => YieldAsync(),
                (Mishap.Failure or Mishap.TwoFailures, 0) => FailFirstAsync(),
                (Mishap.TwoFailures, 1) => FailSecondAsync(),
                _ => WaitAsync(token),
            };
            await child;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static async Task YieldAsync() => await Task.Yield();

    private async Task FailFirstAsync()
    {
        await Task.Yield();
        if (mishap == Mishap.TwoFailures)
        {
            // Both are to run at the time: a sequence stops where one failed.
            await Waiting;
        }

        _firstThrows.Open();
        throw Failures[0];
    }

    private async Task FailSecondAsync()
    {
        Waiting.Open();
        await _firstThrows;
        throw Failures[1];
    }

    private Task WaitAsync(CancellationToken token)
    {
        var wait = Task.Delay(Timeout.Infinite, token);
        if (mishap == Mishap.CallerCancels)
            Waiting.Open();

        return wait;
    }
}
