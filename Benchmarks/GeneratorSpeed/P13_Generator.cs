using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>P13: the generator on a thousand nurseries, beside the LoggerMessage generator of the SDK on a thousand methods.</summary>
internal static class P13_Generator
{
    public const string Theirs = "LoggerMessage";

    /// <summary>How many of our outputs an edit makes again that should make none.</summary>
    public const string MadeAgain = "source outputs not cached";

    private const int Rounds = 9;

    public static Scenario Scenario { get; } =
        new("P13", "the generator, 1,000 nurseries in 100 types", []) { Measure = CompiledOnce.Measure(Measure) };

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
        RunAll(ours, theirs);
        RunAll(ours, theirs);
        foreach (var edit in Enum.GetValues<Edit>())
        {
            var (oursRounds, theirsRounds) = (new double[Rounds], new double[Rounds]);
            for (var round = 0; round < Rounds; round++)
                (oursRounds[round], theirsRounds[round]) = (ours.Time(edit), theirs.Time(edit));

            figures.Add(
                scenario.Id,
                new Figure(Name(Contender.Ours, edit), 1, oursRounds, ours.Bytes(edit)),
                new Figure(Name(Theirs, edit), 1, theirsRounds, theirs.Bytes(edit)));
        }

        figures.AddCount(scenario.Id, MadeAgain, ours.OutputsMadeAgain(Edit.Unrelated) + ours.OutputsMadeAgain(Edit.Body));
    }

    /// <summary>Everything that is to be timed, alternately: what the compiler learns of code that both run, it learns of both.</summary>
    private static void RunAll(GeneratorWorkload ours, GeneratorWorkload theirs)
    {
        foreach (var edit in Enum.GetValues<Edit>())
        {
            ours.Time(edit);
            theirs.Time(edit);
        }
    }
}
