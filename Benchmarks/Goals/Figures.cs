using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Goals;

/// <summary>All that was measured.</summary>
internal sealed class Figures
{
    private readonly Dictionary<(string Scenario, string Contender), Figure> _figures = [];

    public Figure this[string scenario, string contender] => _figures[(scenario, contender)];

    public IEnumerable<Figure> Of(string scenario) => _figures.Where(entry => entry.Key.Scenario == scenario).Select(entry => entry.Value);

    public void Add(string scenario, IEnumerable<Figure> figures)
    {
        foreach (var figure in figures)
        {
            _figures.Add((scenario, figure.Contender), figure);
        }
    }
}
