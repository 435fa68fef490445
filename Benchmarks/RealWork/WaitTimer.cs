using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>A crowd of which not the run is timed, but how long its children wait.</summary>
internal sealed class WaitTimer : IContender, ISelfTimed
{
    private readonly Waits _waits;
    private readonly IContender _code;
    private readonly double _part;
    private TimeSpan _elapsed;

    private WaitTimer(Contender crowd, Waits waits, double part)
    {
        _waits = waits;
        _code = crowd.Create(Setting.Patient with { Script = waits });
        _part = part;
    }

    /// <summary>Times the wait that so great a part of the children don't exceed; 1 is the longest.</summary>
    public static Scenario Scenario(string id, string work, int children, double part, Func<Waits> waits) =>
        new(id, work, [.. Crowd.Contenders(children, waits).Select(crowd => crowd with
        {
            Create = setting => setting.Script is null ? new WaitTimer(crowd, waits(), part) : crowd.Create(setting),
        })])
        {
            Plan = Plan.Real,
        };

    public async ValueTask RunAsync(CancellationToken caller)
    {
        await _code.RunAsync(caller).ConfigureAwait(false);
        _elapsed += _waits.Quantile(_part);
    }

    public TimeSpan TakeElapsed()
    {
        var elapsed = _elapsed;
        _elapsed = default;
        return elapsed;
    }
}
