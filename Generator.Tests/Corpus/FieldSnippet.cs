using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>A program of the field: a section of a file under Corpus/Field, begun by <c>//// ID title</c>.</summary>
/// <remarks>
/// A line that ends in <c>// LEAK</c> is where a finding is wanted. <c>[app]</c> in the title: a program of top-level statements.
/// </remarks>
internal sealed record FieldSnippet(string Id, string Title, string Source)
{
    private const string Begin = "//// ";
    private const string Leak = "// LEAK";
    private static readonly string s_folder = Path.Combine(Folders.Project, "Corpus", "Field");
    private static readonly SyntaxTree[] s_support =
    [
        TestCompilation.Parse("global using global::System.IO;", "Usings.cs"),
        TestCompilation.Parse(CorpusFile.ReadText(Path.Combine(s_folder, "Lib.txt")), "Lib.cs"),
        TestCompilation.Parse(CorpusFile.ReadText(Path.Combine(s_folder, "Stubs.txt")), "Stubs.cs"),
    ];

    /// <summary>The lines that are marked, counted from 1.</summary>
    public IReadOnlyList<int> Leaks { get; } =
    [
        .. Source.Split('\n').Select((line, index) => (line, index)).Where(entry => entry.line.Contains(Leak, StringComparison.Ordinal))
            .Select(entry => entry.index + 1),
    ];

    public static IReadOnlyList<FieldSnippet> Of(string file) =>
    [
        .. ("\n" + CorpusFile.ReadText(Path.Combine(s_folder, file))).Split("\n" + Begin, StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse),
    ];

    /// <summary>Compiles and analyzes it.</summary>
    public async Task<FieldResult> RunAsync()
    {
        var own = Analyzers.Rules.Select(rule => rule.Id).ToHashSet();
        var all = await Analyzers.AllAsync(Generate());
        return new FieldResult(
            this,
            [.. all.Where(diagnostic => own.Contains(diagnostic.Id) && diagnostic.Location.SourceTree?.FilePath == Id
                + ".cs").Select(Finding)],
            [.. all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !own.Contains(diagnostic.Id)).Select(error =>
                $"{Id} {error}")]);

        static FieldFinding Finding(Diagnostic diagnostic) => new(
            diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1,
            diagnostic.Id,
            $"{diagnostic.Severity} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }

    private Compilation Generate()
    {
        var kind = Title.Contains("[app]", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = TestCompilation.Of([TestCompilation.Parse(Source, Id + ".cs"), .. s_support]);
        return GeneratorRun.OfAny(compilation.WithOptions(compilation.Options
            .WithOutputKind(kind).WithGeneralDiagnosticOption(ReportDiagnostic.Default))).Output;
    }

    private static FieldSnippet Parse(string section)
    {
        var lines = section.Split('\n', 2);
        var title = lines[0].Split(' ', 2);
        return new FieldSnippet(title[0], title[1], lines[1]);
    }
}

/// <summary>A finding in a <see cref="FieldSnippet"/>.</summary>
internal sealed record FieldFinding(int Line, string Rule, string Text);
