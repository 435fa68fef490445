namespace NurseryGen.Tests;

/// <summary>Tests that measure memory, or fill the thread pool: they run one at a time, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
