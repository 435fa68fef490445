namespace NurseryGen.Benchmarks.Measuring;

/// <summary>How long to look.</summary>
/// <param name="Rounds">Each contender runs once a round.</param>
/// <param name="Slice">For how long, about.</param>
/// <param name="WarmUp">Before that, each: long enough for the tiered compiler to have seen the code, profiled it and compiled it for
/// good.</param>
/// <param name="BytePasses">Afterwards, to count bytes.</param>
internal sealed record Plan(int Rounds, TimeSpan Slice, TimeSpan WarmUp, int BytePasses)
{
    /// <summary>Where there are many figures to take.</summary>
    public static Plan Brief { get; } = new(11, TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(400), 5);

    /// <summary>Of the quick table.</summary>
    public static Plan Quick { get; } = new(31, TimeSpan.FromMilliseconds(25), TimeSpan.FromSeconds(1), 7);

    /// <summary>Of real work: longer slices, since CPU time is counted coarsely.</summary>
    public static Plan Real { get; } = new(7, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), 1);
}
