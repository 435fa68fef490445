using System.Globalization;
using System.Text;

namespace NurseryGen.Benchmarks.Scaling;

/// <summary>Lines over two logarithmic axes, as SVG. Its colours do on light and on dark pages.</summary>
internal sealed class LinePlot(string title, string below)
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Left = 50;
    private const int Right = 110;
    private const int Top = 44;
    private const int Bottom = 56;
    private const string Gray = "#808080";

    private static readonly string[] s_colors = ["#d1701f", "#2f7ed8"];

    private readonly List<(string Name, (double X, double Y)[] Points)> _lines = [];

    public void Add(string name, IEnumerable<(double X, double Y)> points) => _lines.Add((name, [.. points]));

    public void Save(string file) => File.WriteAllText(file, ToSvg());

    private string ToSvg()
    {
        var all = _lines.SelectMany(line => line.Points).ToArray();
        var x = new Axis(all.Select(point => point.X), Left, Width - Right, [1]);
        var y = new Axis(all.Select(point => point.Y), Height - Bottom, Top, [1, 2, 5]);
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"12\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {Width} {Height}\">\n");
        svg.Append("<title>").Append(title).Append("</title>\n");
        Text(svg, Left, 20, "start", title);
        Text(svg, (Left + Width - Right) / 2, Height - 14, "middle", below);
        foreach (var (label, place) in x.Ticks)
        {
            Line(svg, place, Top, place, Height - Bottom);
            Text(svg, place, Height - Bottom + 18, "middle", label);
        }

        foreach (var (label, place) in y.Ticks)
        {
            Line(svg, Left, place, Width - Right, place);
            Text(svg, Left - 8, place + 4, "end", label);
        }

        foreach (var ((name, points), color) in _lines.Zip(s_colors))
        {
            var places = points.Select(point => (X: x.Place(point.X), Y: y.Place(point.Y))).ToArray();
            svg.Append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"").Append(color).Append("\" points=\"");
            svg.AppendJoin(
                ' ', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.X:0.#},{place.Y:0.#}"))).Append("\"/>\n");
            Text(svg, places[^1].X + 8, places[^1].Y + 4, "start", name, color);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2) => svg
        .Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" ")
        .Append(CultureInfo.InvariantCulture, $"stroke=\"{Gray}\" stroke-opacity=\"0.3\"/>\n");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string color = Gray) => svg.Append(
        CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>\n");

    /// <summary>A logarithmic axis between two ticks.</summary>
    private sealed class Axis
    {
        private readonly double _start;
        private readonly double _end;
        private readonly double[] _ticks;

        /// <param name="values">What is to fit.</param>
        /// <param name="start">Where it starts.</param>
        /// <param name="end">Where it ends.</param>
        /// <param name="steps">Within a decade.</param>
        public Axis(IEnumerable<double> values, double start, double end, double[] steps)
        {
            (_start, _end) = (start, end);
            var sorted = values.Order().ToArray();
            var candidates = Enumerable.Range(-3, 12).SelectMany(decade => steps.Select(step => step * Math.Pow(10, decade))).ToArray();
            var from = candidates.Last(candidate => candidate <= sorted[0] * 1.001);
            var to = candidates.First(candidate => candidate >= sorted[^1] / 1.001);
            _ticks = [.. candidates.Where(candidate => candidate >= from && candidate <= to)];
        }

        public IEnumerable<(string Label, double Place)> Ticks =>
            _ticks.Select(tick => (tick.ToString("#,0.###", CultureInfo.InvariantCulture), Place(tick)));

        public double Place(double value) => _start + (Math.Log(value / _ticks[0]) / Math.Log(_ticks[^1] / _ticks[0]) * (_end - _start));
    }
}
