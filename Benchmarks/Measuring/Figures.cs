namespace NurseryGen.Benchmarks.Measuring;

/// <summary>All that was measured.</summary>
internal sealed class Figures
{
    private readonly Dictionary<(string Scenario, string Contender), Figure> _figures = [];
    private readonly Dictionary<(string Scenario, string What), double> _counts = [];

    public Figure this[string scenario, string contender] => _figures[(scenario, contender)];

    public IEnumerable<Figure> Of(string scenario) => _figures.Where(entry => entry.Key.Scenario == scenario).Select(entry => entry.Value);

    public void Add(string scenario, params IEnumerable<Figure> figures)
    {
        foreach (var figure in figures)
            _figures.Add((scenario, figure.Contender), figure);
    }

    /// <summary>What is neither a time nor bytes allocated.</summary>
    public double Count(string scenario, string what) => _counts[(scenario, what)];

    /// <summary>All counts of a scenario.</summary>
    public Dictionary<string, double> CountsOf(string scenario) =>
        _counts.Where(entry => entry.Key.Scenario == scenario).ToDictionary(entry => entry.Key.What, entry => entry.Value);

    public void AddCount(string scenario, string what, double count) => _counts.Add((scenario, what), count);
}
