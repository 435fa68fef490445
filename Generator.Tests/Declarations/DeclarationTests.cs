using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>Odd declarations, at the strictest settings: what the user is told of each, and what it does.</summary>
public sealed class DeclarationTests
{
    /// <summary>Comments that the cases lack, and what the oldest compiler says of async code without an await.</summary>
    private static readonly string[] s_unasked =
#if OLDEST_ROSLYN
        ["CS1591", "CS1998"];
#else
        ["CS1591"];
#endif

    public static TheoryData<string> All => [.. DeclarationCase.All.Select(declaration => declaration.Name)];

    public static TheoryData<string> Sound =>
        [.. DeclarationCase.All.Where(declaration => declaration.Result is not null).Select(declaration => declaration.Name)];

    /// <summary>Nothing is said in generated code, and of the user's own code exactly what is marked; mere advice apart.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task IsTold_ExactlyThat(string name)
    {
        var declaration = DeclarationCase.Named(name);
        var markup = Markup.Parse(declaration.Marked);
        var run = Generate(declaration, markup.Source);
        var said = (await Analyzers.AllAsync(run.Output)).Where(
            diagnostic => !s_unasked.Contains(diagnostic.Id) && diagnostic.Severity >= DiagnosticSeverity.Warning)
            .ToArray();
        var inGenerated = said.Where(diagnostic => !run.Input.SyntaxTrees.Contains(diagnostic.Location.SourceTree));
        Assert.True(!inGenerated.Any(), string.Join("\n", inGenerated));

        var expected = markup.Marks.Select(mark => Show(mark.Name!, markup.Source, mark.Span.Start, mark.Span.End));
        var ours = said.Where(diagnostic => !declaration.IsRefused || diagnostic.Id.StartsWith("NUR", StringComparison.Ordinal));
        Assert.Equal(expected.Order(StringComparer.Ordinal), ours.Select(Show).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Runs(string name)
    {
        var declaration = DeclarationCase.Named(name);
        var run = Generate(declaration, Markup.Parse(declaration.Marked).Source);
        Assert.Equal(declaration.Result, await LoadedCompilation.RunScenarioAsync(run.Output).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static GeneratorRun Generate(DeclarationCase declaration, string source)
    {
        var options = TestCompilation.Options(declaration.Version);
        var usings = declaration.Version < LanguageVersion.CSharp10 ? "" : TestCompilation.GlobalUsings;
        var compilation = TestCompilation.Of([TestCompilation.Parse(source, options: options)], options, usings: usings)
            .AddReferences(declaration.Libraries.Select(Compile));
        return declaration.Result is null ? GeneratorRun.OfAny(compilation, options) : GeneratorRun.Of(compilation, options);
    }

    private static MetadataReference Compile((string Alias, string Source) library)
    {
        using var image = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "Library" + library.Alias,
            [TestCompilation.Parse(library.Source)],
            TestCompilation.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var reference = MetadataReference.CreateFromImage(image.ToArray());
        return library.Alias.Length == 0 ? reference : reference.WithAliases([library.Alias]);
    }

    private static string Show(Diagnostic diagnostic) => Show(
        diagnostic.Id,
        diagnostic.Location.SourceTree?.ToString() ?? "",
        diagnostic.Location.SourceSpan.Start,
        diagnostic.Location.SourceSpan.End);

    private static string Show(string id, string source, int start, int end) =>
        $"{id} {source[..start].Count(character => character == '\n') + 1}: {source[start..end]}";
}
