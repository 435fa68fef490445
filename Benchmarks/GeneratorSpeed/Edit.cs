namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>What happened since the generator ran last.</summary>
internal enum Edit
{
    /// <summary>It never ran.</summary>
    Cold,

    /// <summary>A file changed that has nothing to do with it.</summary>
    Unrelated,

    /// <summary>The body of a method changed, in a file that it generates from.</summary>
    Body,
}
