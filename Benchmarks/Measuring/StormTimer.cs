using System.Diagnostics;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>Times a contender from the failure of a child to its exit.</summary>
internal sealed class StormTimer(Func<Setting, IContender> create, int children) : IContender, ISelfTimed
{
    private readonly Storm _storm = new(children);
    private IContender? _code;
    private TimeSpan _elapsed;

    /// <summary>The contender as it is, where a test brings its own script, or timed.</summary>
    public static IContender Wrap(Setting setting, int children, Func<Setting, IContender> create) =>
        setting.Script is null ? new StormTimer(create, children) : create(setting);

    public ValueTask RunAsync(CancellationToken caller) => new(TimeAsync(caller));

    public TimeSpan TakeElapsed()
    {
        var elapsed = _elapsed;
        _elapsed = default;
        return elapsed;
    }

    private async Task TimeAsync(CancellationToken caller)
    {
        _code ??= create(Setting.Patient with { Script = _storm });
        _storm.Begin();
        try
        {
            await _code.RunAsync(caller).ConfigureAwait(false);
        }
        catch (StormException)
        {
            _elapsed += Stopwatch.GetElapsedTime(_storm.ThrownAt);
            return;
        }

        throw new InvalidOperationException("The failure was lost.");
    }
}
