using System.Globalization;
using NurseryGen.Benchmarks.Goals;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Quick;

/// <summary><c>--quick</c>: measures every scenario in a few minutes and says which goals are reached.</summary>
internal static class QuickTable
{
    /// <returns>0, or 1 where a goal is missed.</returns>
    public static int Run(IReadOnlyCollection<string> only, bool markdown)
    {
        var scenarios = only.Count == 0 ? AllScenarios.List : [.. only.Select(AllScenarios.Find)];
        var figures = new Figures();
        var goals = new List<(string Work, Goal Goal, Reading Reading)>();
        foreach (var scenario in scenarios)
        {
            Console.Error.WriteLine($"{scenario.Id}: {scenario.Work}");
            scenario.MeasureInto(figures);
            goals.AddRange(AllGoals.Of(scenario.Id).Select(goal => (scenario.Work, goal, goal.Read(figures))));
        }

        GoalsTable(goals).Print(markdown);
        ContendersTable(figures, scenarios).Print(markdown);
        var missed = goals.Count(goal => !goal.Reading.Reached);
        Console.WriteLine(missed == 0 ? "All goals are reached." : $"{missed} of {goals.Count} goals are missed.");
        return missed == 0 ? 0 : 1;
    }

    private static TextTable GoalsTable(IEnumerable<(string Work, Goal Goal, Reading Reading)> goals)
    {
        var table = new TextTable("", "Work", "Measure", "Found", "Goal", "");
        var last = "";
        foreach (var (work, goal, reading) in goals)
        {
            var isNew = goal.Scenario != last;
            last = goal.Scenario;
            table.Add(isNew ? goal.Scenario : "", isNew ? work : "", goal.Measure, reading.Text, goal.Limit, reading.Reached ? "ok" : "MISS");
        }

        return table;
    }

    /// <summary>All contenders, for those who want to see more than the goals.</summary>
    private static TextTable ContendersTable(Figures figures, IReadOnlyList<Scenario> scenarios)
    {
        var table = new TextTable("", "Contender", "Time, NurseryGen = 1", "Time a unit", "Bytes a run", "Bytes a unit");
        foreach (var scenario in scenarios)
        {
            var ours = figures.Of(scenario.Id).First();
            foreach (var figure in figures.Of(scenario.Id))
            {
                table.Add(
                    figure == ours ? scenario.Id : "",
                    figure.Contender,
                    figure.Over(ours).Median.ToString("0.00", CultureInfo.InvariantCulture),
                    Time(Spread.Of(figure.Nanoseconds).Median / figure.Units),
                    figure.Bytes.ToString("#,0.#", CultureInfo.InvariantCulture),
                    (figure.Bytes / figure.Units).ToString("#,0.#", CultureInfo.InvariantCulture));
            }
        }

        return table;

        static string Time(double nanoseconds) => nanoseconds switch
        {
            < 10_000 => $"{nanoseconds.ToString("0", CultureInfo.InvariantCulture)} ns",
            < 10_000_000 => $"{(nanoseconds / 1_000).ToString("0", CultureInfo.InvariantCulture)} µs",
            _ => $"{(nanoseconds / 1_000_000).ToString("0", CultureInfo.InvariantCulture)} ms",
        };
    }
}
