using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>Children of another script, of which each is timed from its start to its first instruction.</summary>
internal sealed class Waits(Script work, int children, Action? beforeEach = null, TimeProvider? clock = null) : Script
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly long[] _started = new long[children];
    private readonly long[] _waited = new long[children];

    /// <summary>How long so great a part of the children waited at most, in the last run.</summary>
    public TimeSpan Quantile(double part)
    {
        Array.Sort(_waited);
        return _clock.GetElapsedTime(0, _waited[Math.Min((int)(part * children), children - 1)]);
    }

    public override void OnStarting(int index)
    {
        beforeEach?.Invoke();
        _started[index] = _clock.GetTimestamp();
    }

    public override ValueTask ChildAsync(int index, CancellationToken token)
    {
        _waited[index] = _clock.GetTimestamp() - _started[index];
        return work.ChildAsync(index, token);
    }
}
