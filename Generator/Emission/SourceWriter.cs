using System.Runtime.CompilerServices;
using System.Text;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes indented lines. Always ends them with a line feed: output must not depend on the machine.</summary>
/// <remarks>An interpolated line is written piece by piece: most of what is generated never is a string before it is the file.</remarks>
internal sealed class SourceWriter
{
    /// <summary>How many spaces a level is.</summary>
    public const int Indentation = 4;

    // A larger one would live with the large objects, and most files are smaller.
    private const int LargestKept = 32 * 1024;

    [ThreadStatic]
    private static StringBuilder? t_spare;

    private readonly StringBuilder _text;
    private int _depth;

    public SourceWriter()
    {
        _text = t_spare ?? new StringBuilder(LargestKept / 4);
        t_spare = null;
    }

    public void Line() => _text.Append('\n');

    public void Line(string text)
    {
        if (text.Length > 0)
            Indent().Append(text);

        Line();
    }

    /// <param name="line">Has written itself by now, but for its end.</param>
    public void Line([InterpolatedStringHandlerArgument("")] ref LineWriter line) => Line();

    public void Lines(FixedLines lines) => _text.Append(lines.At(_depth));

    /// <summary>Writes each line one level deeper: clauses that continue a header.</summary>
    public void Continued(IEnumerable<string> lines)
    {
        _depth++;
        foreach (var line in lines)
            Line(line);

        _depth--;
    }

    public void Open(string header)
    {
        Line(header);
        Open();
    }

    public void Open([InterpolatedStringHandlerArgument("")] ref LineWriter header)
    {
        Line(ref header);
        Open();
    }

    public void Open()
    {
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>What was written. The writer is of no use afterwards.</summary>
    public string Finish()
    {
        var text = _text.ToString();
        if (_text.Capacity <= LargestKept)
            t_spare = _text.Clear();

        return text;
    }

    private StringBuilder Indent() => _text.Append(' ', _depth * Indentation);

    /// <summary>Takes an interpolated line as the compiler hands it over.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct LineWriter
    {
        private readonly StringBuilder _text;

        public LineWriter(int literalLength, int formattedCount, SourceWriter writer) => _text = writer.Indent();

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(string? text) => _text.Append(text);
    }
}
