using System.Text.Json;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Peers;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>Measures a scenario in a process whose code is compiled once, and fully.</summary>
/// <remarks>
/// Roslyn is so much code that the tiered compiler is not done with it after minutes, and what is timed until then is interim code. A
/// compiler server, which has run for long, is past that.
/// </remarks>
internal static class CompiledOnce
{
    /// <summary>The peer's role: it measures the scenario that a line names, and answers with the figures.</summary>
    public const string Role = "measure";

    private const string Tiered = "DOTNET_TieredCompilation";

    private static bool IsPeer => Environment.GetEnvironmentVariable(Tiered) == "0";

    public static Action<Scenario, Figures> Measure(Action<Scenario, Figures> measure) => (scenario, figures) =>
    {
        if (IsPeer)
        {
            measure(scenario, figures);
            return;
        }

        using var peer = Peer.Start(Role, (Tiered, "0"));
        var answer = JsonSerializer.Deserialize<Measured>(peer.Ask(scenario.Id))!;
        figures.Add(scenario.Id, answer.Figures);
        foreach (var (what, count) in answer.Counts)
            figures.AddCount(scenario.Id, what, count);
    };

    /// <summary>What the peer does.</summary>
    public static Task<string> AnswerAsync(string id)
    {
        var figures = new Figures();
        AllScenarios.Find(id).MeasureInto(figures);
        return Task.FromResult(JsonSerializer.Serialize(new Measured([.. figures.Of(id)], figures.CountsOf(id))));
    }

    private sealed record Measured(Figure[] Figures, Dictionary<string, double> Counts);
}
