namespace NurseryGen.Benchmarks.Measuring;

/// <summary>The same work, done by several contenders.</summary>
/// <param name="Id">P1 to P15; R1 to R9, followed by what is measured where that is more than one thing: "R1 50 µs".</param>
/// <param name="Work">What is done.</param>
/// <param name="Contenders">Who does it; the first is what the others are compared with.</param>
internal sealed record Scenario(string Id, string Work, IReadOnlyList<Contender> Contenders)
{
    /// <summary>How long to look.</summary>
    public Plan Plan { get; init; } = Plan.Quick;

    /// <summary>How to measure it, where the plan for all doesn't fit.</summary>
    public Action<Scenario, Figures>? Measure { get; init; }

    /// <summary>Whether somebody else does the same work: P12 and P13 are compared in their own ways.</summary>
    public bool HasBaseline => Measure is null;

    public Contender this[string name] => Contenders.Single(contender => contender.Name == name);

    public void MeasureInto(Figures figures)
    {
        if (Measure is { } measure)
            measure(this, figures);
        else
            figures.Add(Id, Interleaved.Measure(Contenders, Plan));
    }
}
