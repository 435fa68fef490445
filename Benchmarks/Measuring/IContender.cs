namespace NurseryGen.Benchmarks.Measuring;

/// <summary>One way to do a scenario's work: what the quick table, BenchmarkDotNet and the equivalence tests all call.</summary>
internal interface IContender
{
    /// <summary>Does the work once. Ends only when all of it has ended.</summary>
    ValueTask RunAsync(CancellationToken caller);
}
