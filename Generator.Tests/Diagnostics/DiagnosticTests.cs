using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Diagnostics;

/// <summary>Each diagnostic: reported exactly where it belongs, not reported where all is well, and under the user's control.</summary>
public sealed class DiagnosticTests
{
    public static TheoryData<string> Violations => [.. DiagnosticCase.All.Where(entry => entry.IsViolation).Select(entry => entry.Name)];

    public static TheoryData<string> SoundCases => [.. DiagnosticCase.All.Where(entry => !entry.IsViolation).Select(entry => entry.Name)];

    public static TheoryData<string> Ids => [.. new NurseryAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EachHasViolations_AndSoundCases(string id)
    {
        Assert.Contains(DiagnosticCase.All, entry => entry.Id == id && entry.IsViolation);
        Assert.Contains(DiagnosticCase.All, entry => entry.Id == id && !entry.IsViolation);
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task IsReported_ExactlyThere(string name)
    {
        var (expected, source) = Read(name);
        var run = GeneratorRun.Of(source);

        // In the editor the analyzer may look before the generator has written anything, and has to see the same.
        foreach (var compilation in new[] { run.Output, run.Input })
        {
            var reported = await Analysis.OwnAsync(compilation);
            Assert.Equal(expected.Select(span => Show(DiagnosticCase.Named(name).Id, source, span.Start, span.End)), reported.Select(Show));
            Assert.All(reported, diagnostic => Assert.DoesNotMatch(@"\{\d\}", diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [MemberData(nameof(SoundCases))]
    public async Task IsNotReported(string name)
    {
        var run = GeneratorRun.Of(Read(name).Source);
        Assert.Empty(await Analysis.OwnAsync(run.Output));
        Assert.Empty(await Analysis.OwnAsync(run.Input));
    }

    /// <summary>An analyzer's errors can be silenced, unlike the compiler's: generation leaves out what is wrong anyway.</summary>
    [Theory]
    [MemberData(nameof(Violations))]
    public async Task APragma_SilencesIt(string name)
    {
        var (expected, source) = Read(name);
        var reported = await Analysis.OwnAsync(GeneratorRun.Of($"#pragma warning disable {DiagnosticCase.Named(name).Id}\n{source}").Output);
        Assert.Equal(expected.Length, reported.Length);
        Assert.All(reported, diagnostic => Assert.True(diagnostic.IsSuppressed));
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task AnEditorConfig_SetsItsSeverity(string name)
    {
        var (expected, source) = Read(name);
        var id = DiagnosticCase.Named(name).Id;
        var run = GeneratorRun.Of(source);
        Assert.All(await Analysis.OwnAsync(run.Output), diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));

        var asSuggestions = await Analysis.OwnAsync(EditorConfig.Apply(run.Output, $"dotnet_diagnostic.{id}.severity = suggestion"));
        Assert.Equal(expected.Length, asSuggestions.Length);
        Assert.All(asSuggestions, diagnostic => Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity));

        Assert.Empty(await Analysis.OwnAsync(EditorConfig.Apply(run.Output, $"dotnet_diagnostic.{id}.severity = none")));
    }

    private static (ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan> Spans, string Source) Read(string name)
    {
        var markup = Markup.Parse(DiagnosticCase.Named(name).Marked);
        return (markup.Spans, markup.Source);
    }

    private static string Show(Diagnostic diagnostic) => Show(
        diagnostic.Id, diagnostic.Location.SourceTree!.ToString(), diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End);

    private static string Show(string id, string source, int start, int end) => $"{id} {start}-{end} {source[start..end]}";
}
