using System.Text;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes indented lines. Always ends them with a line feed: output must not depend on the machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', _depth * 4).Append(text);

        _text.Append('\n');
    }

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

    public override string ToString() => _text.ToString();
}
