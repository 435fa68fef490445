namespace NurseryGen.Benchmarks.Measuring;

/// <summary>What a contender is told: how long it may take, and, in a test, what its children do instead of their work.</summary>
internal sealed record Setting(TimeSpan Limit, Script? Script = null)
{
    /// <summary>As it is measured: the limit never passes.</summary>
    public static Setting Measured { get; } = new(TimeSpan.FromSeconds(5));

    /// <summary>For runs that might take as long as that on a slow machine.</summary>
    public static Setting Patient { get; } = new(TimeSpan.FromHours(1));

    /// <summary>For children that take no token while they are measured, and so cost no token source: the nursery's, where a test's script
    /// wants it.</summary>
    public CancellationToken TokenOf(Nursery nursery) => Script is null ? CancellationToken.None : nursery.Token;
}
