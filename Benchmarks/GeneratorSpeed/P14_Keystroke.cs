using System.Diagnostics;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>P14: the generator after a keystroke in a body, in a project of 600 nurseries. All that the driver does is counted.</summary>
internal static class P14_Keystroke
{
    private const int Types = 60;
    private const int Rounds = 15;
    private const int WarmUps = 30;

    public static Scenario Scenario { get; } = new("P14", "a keystroke beside 600 nurseries", []) { Measure = Measure };

    private static void Measure(Scenario scenario, Figures figures)
    {
        var project = GeneratorWorkload.Nurseries(Types);
        project.Check();
        for (var round = 0; round < WarmUps; round++)
            Time(project);

        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            rounds[round] = Time(project);

        figures.Add(scenario.Id, new Figure(Contender.Ours, Types * SampleSources.MethodsInType, rounds, Bytes(project)));
    }

    private static double Time(GeneratorWorkload project)
    {
        var run = project.Prepare(Edit.Body);
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds;
    }

    private static double Bytes(GeneratorWorkload project)
    {
        var run = project.Prepare(Edit.Body);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        run();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
