namespace NurseryGen;

/// <summary>Where a child takes its first steps.</summary>
public enum ChildStart
{
    /// <summary>What the nursery says; where that says nothing either, <see cref="Queued"/>.</summary>
    Default,

    /// <summary>On the thread pool; never on the starter's stack.</summary>
    Queued,

    /// <summary>On the starter's stack, up to the child's first incomplete <see langword="await"/>.</summary>
    Inline,
}
