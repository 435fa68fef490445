namespace NurseryGen.Benchmarks.Measuring;

/// <summary>
/// Measures the contenders of one scenario alternately, in many short slices, so that whatever drifts (the clock rate, the neighbours, the
/// heap) drifts for all of them, and a ratio within a round is free of it.
/// </summary>
internal sealed class Interleaved : IDisposable
{
    private readonly Plan _plan;
    private readonly CancellationTokenSource _caller = new();
    private readonly Entrant[] _entrants;

    private Interleaved(IEnumerable<Contender> contenders, Plan plan)
    {
        _plan = plan;
        _entrants = [.. contenders.Select(contender => new Entrant(contender, plan, _caller.Token))];
    }

    public static Figure[] Measure(IEnumerable<Contender> contenders, Plan plan)
    {
        using var interleaved = new Interleaved(contenders, plan);
        return interleaved.Measure();
    }

    public void Dispose()
    {
        foreach (var entrant in _entrants)
            entrant.Dispose();

        _caller.Dispose();
    }

    private Figure[] Measure()
    {
        WarmUp();
        for (var round = 0; round < _plan.Rounds; round++)
        {
            // There and back again: nobody always follows the same neighbour.
            for (var i = 0; i < _entrants.Length; i++)
                _entrants[round % 2 == 0 ? i : _entrants.Length - 1 - i].Time(round);
        }

        for (var pass = 0; pass < _plan.BytePasses; pass++)
        {
            foreach (var entrant in _entrants)
                entrant.CountBytes();
        }

        return [.. _entrants.Select(entrant => entrant.Figure)];
    }

    /// <summary>Alternately too: what the compiler learns of shared code, it learns of all.</summary>
    private void WarmUp()
    {
        const int Turns = 10;
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var entrant in _entrants)
                entrant.WarmUp(_plan.WarmUp / Turns);
        }
    }

    private sealed class Entrant : IDisposable
    {
        private readonly Contender _contender;
        private readonly Plan _plan;
        private readonly IContender _code;
        private readonly Repeat _repeat;
        private readonly double[] _nanoseconds;
        private readonly double[] _cpuNanoseconds;
        private double _bytes = double.MaxValue;
        private long _runs = 1;

        public Entrant(Contender contender, Plan plan, CancellationToken caller)
        {
            _contender = contender;
            _plan = plan;
            _code = contender.Create(Setting.Measured);
            _repeat = new Repeat(_code, caller);
            _nanoseconds = new double[plan.Rounds];
            _cpuNanoseconds = new double[plan.Rounds];
        }

        public Figure Figure => new(_contender.Name, _contender.Units, _nanoseconds, _bytes) { CpuNanoseconds = _cpuNanoseconds };

        /// <summary>Runs for so long, and finds out how many runs fill a slice.</summary>
        public void WarmUp(TimeSpan time)
        {
            for (var left = time; left > TimeSpan.Zero;)
            {
                var elapsed = _repeat.Run(_runs);
                left -= elapsed;
                _runs = Math.Max(1, (long)(_runs * Math.Min(_plan.Slice / elapsed, 4)));
            }
        }

        public void Time(int round)
        {
            // Everyone's garbage is his own.
            GC.Collect();
            _ = (_code as ISelfTimed)?.TakeElapsed();
            var cpu = Environment.CpuUsage.TotalTime;
            var elapsed = _repeat.Run(_runs);
            _cpuNanoseconds[round] = (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / _runs;
            elapsed = (_code as ISelfTimed)?.TakeElapsed() ?? elapsed;
            _nanoseconds[round] = elapsed.TotalNanoseconds / _runs;
        }

        /// <summary>The least of several: what else allocates in the process, or grows once more, only adds.</summary>
        public void CountBytes()
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            _repeat.Run(_runs);
            _bytes = Math.Min(_bytes, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / _runs);
        }

        public void Dispose() => _repeat.Dispose();
    }
}
