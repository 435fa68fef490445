namespace NurseryGen.Benchmarks.Measuring;

/// <summary>What the children of a contender do: always in a test, and in the scenarios of real work. In the others there is none while
/// measuring, and a child looks for it once.</summary>
internal abstract class Script
{
    /// <summary>One child.</summary>
    public abstract ValueTask ChildAsync(int index, CancellationToken token);

    /// <summary>The body is about to start the child.</summary>
    public virtual void OnStarting(int index)
    {
    }
}
