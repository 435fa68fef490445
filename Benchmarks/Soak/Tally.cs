using System.Globalization;

namespace NurseryGen.Benchmarks.Soak;

/// <summary>What all nurseries of a soak have counted.</summary>
internal sealed class Tally
{
    private long _started;
    private long _ended;
    private long _thrown;
    private long _caught;
    private long _nurseries;
    private long _wrong;

    public long Started => Volatile.Read(ref _started);

    public bool IsBalanced => _started == _ended && _thrown == _caught && _wrong == 0;

    public void Add(int started, int ended, int thrown, int caught, bool isWrong)
    {
        Interlocked.Add(ref _started, started);
        Interlocked.Add(ref _ended, ended);
        Interlocked.Add(ref _thrown, thrown);
        Interlocked.Add(ref _caught, caught);
        Interlocked.Increment(ref _nurseries);
        if (isWrong)
            Interlocked.Increment(ref _wrong);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"nurseries {_nurseries:N0}  started {_started:N0}  ended {_ended:N0}  thrown {_thrown:N0}  caught {_caught:N0}  "
        + $"wrong {_wrong:N0}");
}
