namespace NurseryGen.Engine;

/// <summary>How far the owner of a queue has come.</summary>
/// <param name="Oldest">The number of the oldest item that waits; null where nothing does.</param>
/// <param name="Steps">How often the owner added or took something, or ended a nursery.</param>
internal readonly record struct Progress(long? Oldest, int Steps)
{
    /// <summary>
    /// Whether something has waited all the time since, and the owner made no step. Where nothing waited, or another item did, the
    /// owner was busy with what no helper can take from it, such as the ends of many nurseries one in the other, and what waits now has only just come.
    /// </summary>
    public bool IsStuckSince(Progress before) => Oldest is not null && this == before;
}
