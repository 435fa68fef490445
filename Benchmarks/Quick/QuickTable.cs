using System.Globalization;
using NurseryGen.Benchmarks.Goals;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Quick;

/// <summary><c>--quick</c>, <c>--long</c>: measures scenarios and says which goals are reached.</summary>
internal static class QuickTable
{
    /// <returns>0, or 1 where a goal is missed.</returns>
    public static int Run(IReadOnlyList<Scenario> scenarios, IReadOnlyList<Goal> allGoals, bool markdown)
    {
        var figures = new Figures();
        var goals = new List<(string Work, Goal Goal, Reading Reading)>();
        foreach (var scenario in scenarios)
        {
            Console.Error.WriteLine($"{scenario.Id}: {scenario.Work}");
            scenario.MeasureInto(figures);
            goals.AddRange(allGoals.Where(goal => goal.Scenario == scenario.Id).Select(goal => (scenario.Work, goal, goal.Read(figures))));
        }

        GoalsTable(goals).Print(markdown);
        ContendersTable(figures, scenarios, withTimes: !markdown).Print(markdown);
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
            table.Add(
                isNew ? goal.Scenario : "", isNew ? work : "", goal.Measure, reading.Text, goal.Limit, reading.Reached ? "ok" : "MISS");
        }

        return table;
    }

    /// <summary>All contenders, for those who want to see more than the goals.</summary>
    /// <remarks>Times by themselves are for the terminal: on a page they'd mean nothing.</remarks>
    private static TextTable ContendersTable(Figures figures, IReadOnlyList<Scenario> scenarios, bool withTimes)
    {
        var table = withTimes
            ? new TextTable("", "Contender", "Time a unit, NurseryGen = 1", "CPU", "Bytes a run", "Bytes a unit", "Time a unit")
            : new TextTable("", "Contender", "Time a unit, NurseryGen = 1", "CPU", "Bytes a run", "Bytes a unit");
        foreach (var scenario in scenarios)
        {
            var ours = figures.Of(scenario.Id).First();
            foreach (var figure in figures.Of(scenario.Id))
            {
                string[] cells =
                [
                    figure == ours ? scenario.Id : "",
                    figure.Contender,
                    figure.Over(ours, byUnit: true).Median.ToString("0.00", CultureInfo.InvariantCulture),
                    figure.CpuNanoseconds.Length == 0
                        ? ""
                        : figure.CpuOver(ours, byUnit: true).Median.ToString("0.00", CultureInfo.InvariantCulture),
                    ByteCount(figure.Bytes),
                    ByteCount(figure.Bytes / figure.Units),
                ];
                table.Add(withTimes ? [.. cells, Time(Spread.Of(figure.Nanoseconds).Median / figure.Units)] : cells);
            }
        }

        return table;
    }

    private static string ByteCount(double bytes) => bytes.ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 10_000 => $"{nanoseconds.ToString("0", CultureInfo.InvariantCulture)} ns",
        < 10_000_000 => $"{(nanoseconds / 1_000).ToString("0", CultureInfo.InvariantCulture)} µs",
        _ => $"{(nanoseconds / 1_000_000).ToString("0", CultureInfo.InvariantCulture)} ms",
    };
}
