using System.Globalization;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Each diagnostic: reported exactly where it belongs, not reported where all is well, and under the user's control.</summary>
public sealed class DiagnosticTests
{
    public static TheoryData<string> Cases => [.. DiagnosticCase.All.Select(entry => entry.Name)];

    public static TheoryData<string> Violations => [.. DiagnosticCase.All.Where(entry => entry.IsViolation).Select(entry => entry.Name)];

    public static TheoryData<string> Ids => [.. Analyzers.Descriptors.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EachHasViolations_AndSoundCases(string id)
    {
        Assert.Contains(DiagnosticCase.All, entry => entry.Id == id && entry.IsViolation);
        Assert.Contains(DiagnosticCase.All, entry => entry.Id == id && !entry.IsViolation);
        Assert.Contains(DiagnosticCase.All, entry => entry.Id == id && (entry.IsOfShape || entry.Messages.Count > 0));
    }

    /// <summary>All that is marked is found, and nothing else.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task IsReported_ExactlyThere(string name)
    {
        var diagnostic = DiagnosticCase.Named(name);
        var markup = Markup.Parse(diagnostic.Marked);
        var run = GeneratorRun.OfAny(markup.Source);
        if (!diagnostic.IsOfShape && !diagnostic.IsHalfTyped)
            Assert.Empty(Lenient(run.Output).GetDiagnostics().Where(error => error.Severity == DiagnosticSeverity.Error));

        var expected = markup.Marks
            .Select(mark => Show(mark.Name ?? diagnostic.Id, markup.Source, mark.Span.Start, mark.Span.End)).Order(StringComparer.Ordinal);
        var reported = await Analyzers.OwnAsync(run.Output);

        // A build hears it from the generator, of what is certain to fail, and at the same place.
        var errors = run.Errors.Select(error =>
            Show(error.Id, markup.Source, error.Location.SourceSpan.Start, error.Location.SourceSpan.End));
        Assert.Subset(expected.ToHashSet(), errors.ToHashSet());
        Assert.Equal(expected, reported.Select(Show).Order(StringComparer.Ordinal));
        Assert.All(reported, finding => Assert.DoesNotMatch(@"\{\d\}", Message(finding)));
        if (diagnostic.Messages.Count > 0)
            Assert.Equal(diagnostic.Messages, reported.Where(finding => finding.Id == diagnostic.Id).Select(Message));

        // In the editor an analyzer may look before the generator has written anything. Shapes are the same then; of code, which calls what
        // isn't there yet, less is known, but nothing must be made up.
        var early = (await Analyzers.OwnAsync(run.Input)).Select(Show).Order(StringComparer.Ordinal);
        if (diagnostic.IsOfShape)
            Assert.Equal(expected, early);
        else
            Assert.Subset(expected.ToHashSet(), early.ToHashSet());
    }

    /// <summary>An analyzer's errors can be silenced, unlike the compiler's: generation leaves out what is wrong anyway.</summary>
    [Theory]
    [MemberData(nameof(Violations))]
    public async Task APragma_SilencesIt(string name)
    {
        var (id, expected, source) = Read(name);
        var reported = await OfAsync(id, GeneratorRun.OfAny($"#pragma warning disable {id}\n{source}").Output);
        Assert.Equal(expected, reported.Length);
        Assert.All(reported, diagnostic => Assert.True(diagnostic.IsSuppressed));
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task AnEditorConfig_SetsItsSeverity(string name)
    {
        var (id, expected, source) = Read(name);
        var output = Lenient(GeneratorRun.OfAny(source).Output);
        var usual = Analyzers.Descriptor(id).DefaultSeverity;
        Assert.All(await OfAsync(id, output), diagnostic => Assert.Equal(usual, diagnostic.Severity));

        var (setting, other) = usual == DiagnosticSeverity.Info
            ? ("warning", DiagnosticSeverity.Warning)
            : ("suggestion", DiagnosticSeverity.Info);
        var changed = await OfAsync(id, EditorConfig.Apply(output, $"dotnet_diagnostic.{id}.severity = {setting}"));
        Assert.Equal(expected, changed.Length);
        Assert.All(changed, diagnostic => Assert.Equal(other, diagnostic.Severity));

        Assert.Empty(await OfAsync(id, EditorConfig.Apply(output, $"dotnet_diagnostic.{id}.severity = none")));
    }

    /// <summary>The case's own ID, how often it is to be found, and the source.</summary>
    private static (string Id, int Expected, string Source) Read(string name)
    {
        var diagnostic = DiagnosticCase.Named(name);
        var markup = Markup.Parse(diagnostic.Marked);
        return (diagnostic.Id, markup.Marks.Count(mark => mark.Name is null || mark.Name == diagnostic.Id), markup.Source);
    }

    private static async Task<Diagnostic[]> OfAsync(string id, Compilation compilation) =>
        [.. (await Analyzers.OwnAsync(compilation)).Where(diagnostic => diagnostic.Id == id)];

    /// <summary>The same with severities as they are by default, not every warning an error.</summary>
    private static Compilation Lenient(Compilation compilation) =>
        compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static string Show(Diagnostic diagnostic) => Show(
        diagnostic.Id,
        diagnostic.Location.SourceTree!.ToString(),
        diagnostic.Location.SourceSpan.Start,
        diagnostic.Location.SourceSpan.End);

    private static string Show(string id, string source, int start, int end) => $"{id} {start}-{end} {source[start..end]}";
}
