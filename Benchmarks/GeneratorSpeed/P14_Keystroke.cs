using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>P14: the generator after a keystroke in a body, in a project of 600 nurseries. All that the driver does is counted.</summary>
internal static class P14_Keystroke
{
    private const int Types = 60;
    private const int Rounds = 15;

    public static Scenario Scenario { get; } =
        new("P14", "a keystroke beside 600 nurseries", []) { Measure = CompiledOnce.Measure(Measure) };

    private static void Measure(Scenario scenario, Figures figures)
    {
        var project = GeneratorWorkload.Nurseries(Types);
        project.Check();
        project.Time(Edit.Body);
        project.Time(Edit.Body);
        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            rounds[round] = project.Time(Edit.Body);

        figures.Add(scenario.Id, new Figure(Contender.Ours, Types * SampleSources.MethodsInType, rounds, project.Bytes(Edit.Body)));
    }
}
