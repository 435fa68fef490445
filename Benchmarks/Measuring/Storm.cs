using System.Diagnostics;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>Children that all wait on their token but the last, which fails once they do.</summary>
internal sealed class Storm(int children) : Script
{
    private TaskCompletionSource _allWait = new();
    private int _left;

    /// <summary>When the last child threw.</summary>
    public long ThrownAt { get; private set; }

    public void Begin()
    {
        _allWait = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _left = children - 1;
    }

    public override ValueTask ChildAsync(int index, CancellationToken token) => new(index == children - 1 ? FailAsync() : WaitAsync(token));

    private async Task FailAsync()
    {
        await _allWait.Task.ConfigureAwait(false);
        ThrownAt = Stopwatch.GetTimestamp();
        throw new StormException();
    }

    private async Task WaitAsync(CancellationToken token)
    {
        var wait = Task.Delay(Timeout.Infinite, token);
        if (Interlocked.Decrement(ref _left) == 0)
            _allWait.SetResult();

        await wait.ConfigureAwait(false);
    }
}

/// <summary>What the failing child throws.</summary>
internal sealed class StormException() : Exception("The storm breaks.");
