namespace NurseryGen.Benchmarks.Measuring;

/// <summary>The same work, done by several contenders.</summary>
/// <param name="Id">P1 to P13.</param>
/// <param name="Work">What is done.</param>
/// <param name="Contenders">Who does it.</param>
internal sealed record Scenario(string Id, string Work, IReadOnlyList<Contender> Contenders)
{
    public Contender this[string name] => Contenders.Single(contender => contender.Name == name);
}
