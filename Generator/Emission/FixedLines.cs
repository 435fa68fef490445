namespace NurseryGen.Generator.Emission;

/// <summary>Lines that are the same in many files, kept as they stand at each depth: they are written in one piece.</summary>
/// <param name="text">The lines, without the indentation of what they go into, and without the last one's end.</param>
internal sealed class FixedLines(string text)
{
    // Types are seldom nested deeper; what is kept for those that are would be kept for ever.
    private const int DeepestKept = 8;

    private readonly string?[] _indented = new string?[DeepestKept];

    public string At(int depth) => depth < DeepestKept ? _indented[depth] ??= Indented(depth) : Indented(depth);

    private string Indented(int depth)
    {
        var indentation = new string(' ', depth * SourceWriter.Indentation);

        // A raw string has the line ends of the file that it stands in, and output must not depend on the machine.
        var lines = text.Replace("\r\n", "\n").Split('\n').Select(line => line.Length == 0 ? "\n" : $"{indentation}{line}\n");
        return string.Concat(lines);
    }
}
