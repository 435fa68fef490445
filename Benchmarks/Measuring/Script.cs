namespace NurseryGen.Benchmarks.Measuring;

/// <summary>What the children of a contender do in a test. While measuring there is none, and a child looks for it once.</summary>
internal abstract class Script
{
    /// <summary>One child.</summary>
    public abstract ValueTask ChildAsync(int index, CancellationToken token);
}
