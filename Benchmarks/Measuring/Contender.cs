namespace NurseryGen.Benchmarks.Measuring;

/// <summary>A contender by its name.</summary>
/// <param name="Name">One of this class's constants, or a variant of it.</param>
/// <param name="Create">Makes it.</param>
/// <param name="Units">How many children, items or levels one run has, for figures that are by the unit.</param>
internal sealed record Contender(string Name, Func<Setting, IContender> Create, int Units = 1)
{
    /// <summary>What the generator writes.</summary>
    public const string Ours = "NurseryGen";

    /// <summary>The same with children that are no async methods, so that what is allocated is the engine's.</summary>
    public const string OursBare = "NurseryGen, bare children";

    /// <summary>The same with async children whose state machines come from .NET's pooling builder, as everyone else's do.</summary>
    public const string OursDotNetBuilder = "NurseryGen, .NET's builder";

    /// <summary>A linked token source with a deadline, Task.Run for each child, Task.WhenAll.</summary>
    public const string Hand = "Hand";

    /// <summary>The same, the children called directly.</summary>
    public const string HandInline = "HandInline";

    /// <summary>Parallel.ForEachAsync.</summary>
    public const string ForEachAsync = "ForEachAsync";

    /// <summary>A SemaphoreSlim and Task.WhenAll.</summary>
    public const string Semaphore = "Semaphore";

    /// <summary>An ActionBlock.</summary>
    public const string Dataflow = "Dataflow";

    /// <summary>Reused work items and a countdown: no token, no errors, no deadline.</summary>
    public const string Floor = "Floor";

    /// <summary>Whether it does all that the others do: a token, a deadline, errors.</summary>
    public bool IsComplete => Name != Floor;
}
