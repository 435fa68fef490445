using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Snapshots;

/// <summary>A source under Snapshots/Forms or Matrix/Forms: one shape that a nursery, a child or a cancel scope can have.</summary>
/// <remarks>
/// All are compiled, and run. What is generated for those of Snapshots teaches how the generator's text reads, and is kept beside them.
/// Its first line says what its <c>Scenario.RunAsync()</c> returns, <c>// Result: …</c>; a form that isn't to compile has none.
/// A line <c>// File: Name.cs</c> begins another file.
/// </remarks>
internal sealed class Form
{
    private const string ResultMark = "// Result: ";
    private const string FileMark = "// File: ";

    private static readonly string s_taught = Path.Combine(Snapshot.Folder, "Forms");
    private static readonly string s_others = Path.Combine(Folders.Project, "Matrix", "Forms");

    private readonly List<(string Path, string Source)> _files;

    private Form(string name, string source)
    {
        Name = name;
        Source = source;
        Result = source.StartsWith(ResultMark, StringComparison.Ordinal)
            ? source[ResultMark.Length..source.IndexOf('\n', StringComparison.Ordinal)]
            : null;
        _files = Split(name + ".cs", source);
    }

    /// <summary>What the generator makes of it, and that it reports nothing of what is to run.</summary>
    public GeneratorRun Run() => Result is null ? GeneratorRun.OfAny(Compile()) : GeneratorRun.Of(Compile());

    /// <summary>Those that compile and run.</summary>
    public static IReadOnlyList<Form> Sound { get; } = [.. Read().Where(form => form.Result is not null), Readme.Form];

    /// <summary>Those with errors of the user's.</summary>
    public static IReadOnlyList<Form> Broken { get; } = [.. Read().Where(form => form.Result is null)];

    public static IEnumerable<Form> All => Sound.Concat(Broken);

    /// <summary>Those whose generated text is kept.</summary>
    public static IReadOnlyList<Form> Taught { get; } = [.. Read(s_taught), Readme.Form];

    public string Name { get; }

    /// <summary>All files as they stand on disk.</summary>
    public string Source { get; }

    public string? Result { get; }

    public static Form Named(string name) => All.Single(form => form.Name == name);

    public static Form Of(string name, string source) => new(name, source);

    public CSharpCompilation Compile(
        LanguageVersion version = LanguageVersion.Latest, NullableContextOptions nullable = NullableContextOptions.Enable)
    {
        var options = TestCompilation.Options(version);
        return TestCompilation.Of(_files.Select(file => TestCompilation.Parse(file.Source, file.Path, options)), options, nullable);
    }

    public override string ToString() => Name;

    private static IEnumerable<Form> Read() =>
        Read(s_taught).Concat(Read(s_others)).OrderBy(form => form.Name, StringComparer.Ordinal);

    private static IEnumerable<Form> Read(string folder) => Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal)
        .Select(path => new Form(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n")));

    private static List<(string Path, string Source)> Split(string firstPath, string source)
    {
        var files = new List<(string Path, string Source)>();
        var path = firstPath;
        var lines = new List<string>();
        foreach (var line in source.Split('\n'))
        {
            if (line.StartsWith(FileMark, StringComparison.Ordinal))
            {
                files.Add((path, string.Join('\n', lines)));
                path = line[FileMark.Length..];
                lines.Clear();
            }
            else
            {
                lines.Add(line);
            }
        }

        files.Add((path, string.Join('\n', lines)));
        return files;
    }
}
