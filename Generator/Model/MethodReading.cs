namespace NurseryGen.Generator.Model;

/// <summary>What the pipeline carries from the reader: the parts of one method's output, which change at different times.</summary>
/// <param name="Spec">What its file is written from; none where nothing can be written.</param>
/// <param name="Positions">Where it stands; none where nothing would ask.</param>
internal sealed record MethodReading<TSpec>(TSpec? Spec, PositionsSpec? Positions)
    where TSpec : class, IEquatable<TSpec>
{
    /// <summary>
    /// What keeps the method from being implemented. The editor hears of it from the analyzer, a build from the generator.
    /// </summary>
    public EquatableArray<FindingSpec> Findings { get; init; } = Array.Empty<FindingSpec>();
}
