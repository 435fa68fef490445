using System.Diagnostics;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>P13: the generator on a thousand nurseries, beside the LoggerMessage generator of the SDK on a thousand methods.</summary>
internal static class P13_Generator
{
    public const string Theirs = "LoggerMessage";

    /// <summary>How many of our outputs an edit makes again that should make none.</summary>
    public const string MadeAgain = "source outputs not cached";

    private const int Rounds = 9;
    private const int WarmUps = 3;

    public static Scenario Scenario { get; } = new("P13", "the generator, 1,000 nurseries in 100 types", []) { Measure = Measure };

    /// <summary>The name of a generator's figure.</summary>
    public static string Name(string generator, Edit edit) => generator + edit switch
    {
        Edit.Cold => ", cold",
        Edit.Unrelated => ", unrelated edit",
        _ => ", a body edited",
    };

    private static void Measure(Scenario scenario, Figures figures)
    {
        var ours = GeneratorWorkload.Nurseries();
        var theirs = GeneratorWorkload.LogMessages();
        ours.Check();
        theirs.Check();
        foreach (var edit in Enum.GetValues<Edit>())
        {
            var (oursRounds, theirsRounds) = (new double[Rounds], new double[Rounds]);
            for (var round = -WarmUps; round < Rounds; round++)
            {
                var (own, other) = (Time(ours, edit), Time(theirs, edit));
                if (round >= 0)
                {
                    (oursRounds[round], theirsRounds[round]) = (own, other);
                }
            }

            figures.Add(
                scenario.Id,
                new Figure(Name(Contender.Ours, edit), 1, oursRounds, Bytes(ours, edit)),
                new Figure(Name(Theirs, edit), 1, theirsRounds, Bytes(theirs, edit)));
        }

        figures.AddCount(scenario.Id, MadeAgain, ours.OutputsMadeAgain(Edit.Unrelated) + ours.OutputsMadeAgain(Edit.Body));
    }

    private static double Time(GeneratorWorkload workload, Edit edit)
    {
        var run = workload.Prepare(edit);
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds;
    }

    private static double Bytes(GeneratorWorkload workload, Edit edit)
    {
        var run = workload.Prepare(edit);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        run();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
