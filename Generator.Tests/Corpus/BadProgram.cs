using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>
/// A source under Corpus/BadPrograms: a complete program that leaks, orphans, swallows or blocks in one place, which is marked.
/// </summary>
/// <remarks>Its first line says which ID it gets, its last one what goes wrong at run time.</remarks>
internal sealed partial class BadProgram
{
    private BadProgram(string path)
    {
        Name = Path.GetFileName(path);
        var text = CorpusFile.ReadText(path);
        var lines = text.TrimEnd('\n').Split('\n');
        Id = Header().Match(lines[0]).Groups["id"].Value;
        Consequence = lines[^1];
        (Source, Marks) = Markup.Parse(text);
    }

    public static IReadOnlyList<BadProgram> All { get; } = [.. CorpusFile.Paths("BadPrograms").Select(path => new BadProgram(path))];

    public string Name { get; }

    public string Id { get; }

    public string Consequence { get; }

    public string Source { get; }

    public ImmutableArray<Mark> Marks { get; }

    public static BadProgram Named(string name) => All.Single(program => program.Name == name);

    public CSharpCompilation Compile()
    {
        var compilation = TestCompilation.Of([TestCompilation.Parse(Source, Name)]);
        return compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
    }

    [GeneratedRegex(@"^// expect: (?<id>NUR\d{3})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
