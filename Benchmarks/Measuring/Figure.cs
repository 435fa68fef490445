namespace NurseryGen.Benchmarks.Measuring;

/// <summary>What was measured of one contender.</summary>
/// <param name="Contender">Its name.</param>
/// <param name="Units">How many children, items or levels one run has.</param>
/// <param name="Nanoseconds">Of one run, by round: the same index in two figures of one scenario is the same moment.</param>
/// <param name="Bytes">That one run allocates, on all threads.</param>
internal sealed record Figure(string Contender, int Units, double[] Nanoseconds, double Bytes)
{
    /// <summary>Of the whole process, user and system, for one run, by round; empty where it wasn't measured.</summary>
    public double[] CpuNanoseconds { get; init; } = [];

    /// <summary>How this one's CPU time compares, round by round.</summary>
    public Spread CpuOver(Figure baseline, bool byUnit = false) => Over(CpuNanoseconds, baseline.CpuNanoseconds, baseline, byUnit);

    /// <summary>How this one's time compares, round by round.</summary>
    public Spread Over(Figure baseline, bool byUnit = false) => Over(Nanoseconds, baseline.Nanoseconds, baseline, byUnit);

    private Spread Over(double[] own, double[] others, Figure baseline, bool byUnit)
    {
        var scale = byUnit ? (double)baseline.Units / Units : 1;
        return Spread.Of(own.Zip(others, (mine, other) => scale * mine / other));
    }
}

/// <summary>The middle of several readings, and the middle half's ends.</summary>
internal readonly record struct Spread(double Lower, double Median, double Upper)
{
    public static Spread Of(IEnumerable<double> readings)
    {
        var sorted = readings.Order().ToArray();
        return new(At(0.25), At(0.5), At(0.75));

        double At(double quantile)
        {
            var place = quantile * (sorted.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
        }
    }
}
