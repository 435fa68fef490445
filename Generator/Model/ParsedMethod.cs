namespace NurseryGen.Generator.Model;

/// <summary>What the pipeline carries from the parser: the two halves of one method's output, which change at different times.</summary>
internal sealed record ParsedMethod<TSpec>(TSpec Spec, PositionsSpec Positions)
    where TSpec : class, IEquatable<TSpec>;
