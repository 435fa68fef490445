namespace NurseryGen.Benchmarks.Measuring;

/// <summary>A contender of whose runs only a part counts, which it times itself.</summary>
internal interface ISelfTimed
{
    /// <summary>The parts that counted since this was asked last.</summary>
    TimeSpan TakeElapsed();
}
