using System.Diagnostics;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>A crowd of which not the run is timed, but the delay of what else the pool has to do meanwhile: items, or timers that are
/// due.</summary>
/// <remarks>A thread of its own posts one a millisecond. Of a run's delays the one counts that one in a hundred exceeds.</remarks>
internal sealed class Bystanders(IContender crowd, TimeSpan due) : IContender, ISelfTimed
{
    private readonly List<TimeSpan> _delays = [];
    private TimeSpan _elapsed;

    /// <summary>Times pool items, or timers that are due after so long; zero is an item.</summary>
    public static Scenario Scenario(string id, string work, int children, TimeSpan due, Func<Script> script) =>
        new(id, work, [.. Crowd.Contenders(children, script).Select(crowd => crowd with
        {
            Create = setting => setting.Script is null ? new Bystanders(crowd.Create(Setting.Patient), due) : crowd.Create(setting),
        })])
        {
            Plan = Plan.Real,
        };

    public ValueTask RunAsync(CancellationToken caller) => new(RunCrowdAsync(caller));

    public TimeSpan TakeElapsed()
    {
        var elapsed = _elapsed;
        _elapsed = default;
        return elapsed;
    }

    private async Task RunCrowdAsync(CancellationToken caller)
    {
        using var over = new ManualResetEventSlim();
        using var pending = new CountdownEvent(1);
        _delays.Clear();
        var poster = new Thread(() =>
        {
            while (!over.Wait(millisecondsTimeout: 1))
            {
                pending.AddCount();
                Post(pending);
            }
        });
        poster.Start();
        await crowd.RunAsync(caller).ConfigureAwait(false);
        over.Set();
        poster.Join();
        pending.Signal();
        await Task.Run(pending.Wait, CancellationToken.None).ConfigureAwait(false);
        _delays.Sort();
        _elapsed += _delays[_delays.Count * 99 / 100];
    }

    private void Post(CountdownEvent pending)
    {
        var posted = Stopwatch.GetTimestamp();
        if (due == TimeSpan.Zero)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Note(), null);
        }
        else
        {
            var timer = new Timer(_ => Note());
            timer.Change(due, Timeout.InfiniteTimeSpan);
        }

        void Note()
        {
            var delay = Stopwatch.GetElapsedTime(posted) - due;
            lock (_delays)
                _delays.Add(delay);

            pending.Signal();
        }
    }
}
