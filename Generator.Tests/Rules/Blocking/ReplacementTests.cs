using System.Globalization;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>What findings offer to write in their place: it compiles there, it is what the message says, and it ends the finding.</summary>
public sealed class ReplacementTests
{
    public static TheoryData<string> Cases =>
        [.. DiagnosticCase.All.Where(entry => entry is { IsViolation: true, IsOfShape: false, IsHalfTyped: false }).Select(entry =>
            entry.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AReplacement_Compiles_AndEndsTheFinding(string name)
    {
        var entry = DiagnosticCase.Named(name);
        var source = Markup.Parse(entry.Marked).Source;
        var findings = (await Analyzers.OwnAsync(GeneratorRun.OfAny(source).Output)).Where(IsReplaceable).ToArray();

        // One inside another waits for its turn.
        var outermost = findings.Where(finding => !findings.Any(other =>
            other != finding && other.Location.SourceSpan.Contains(finding.Location.SourceSpan)))
                .OrderByDescending(finding => finding.Location.SourceSpan.Start);
        var mended = outermost.Aggregate(source, (text, finding) =>
            text[..finding.Location.SourceSpan.Start] + Replacement(finding) + text[finding.Location.SourceSpan.End..]);
        var run = GeneratorRun.OfAny(mended);

        // An await makes its method async, which is the code fix's affair.
        var errors = run.Output.WithOptions(run.Output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).GetDiagnostics()
            .Where(error => error.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.All(errors, error => Assert.True(error.Id is "CS4032", $"{error}\n{mended}"));
        if (errors.Length == 0)
            Assert.Equal(findings.Length - outermost.Count(), (await Analyzers.OwnAsync(run.Output)).Count(IsReplaceable));

        // What is to be said of the outcome by other rules is another matter: a Task in place of void can be orphaned.
        bool IsReplaceable(Diagnostic finding) => finding.Id == entry.Id && Replacement(finding) is not null;
    }

    [Fact]
    public async Task AFinding_NamesTokenAndTwin()
    {
        var source = Markup.Parse(DiagnosticCase.Named("NUR303 read a file").Marked).Source;
        var finding = Assert.Single(await Analyzers.OwnAsync(GeneratorRun.Of(source).Output));
        Assert.Equal("cancellationToken", finding.Properties[FixProperties.Token]);
        Assert.Equal("ReadAllTextAsync", finding.Properties[FixProperties.Twin]);
        Assert.Contains(Replacement(finding)!, finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string? Replacement(Diagnostic finding) => finding.Properties.GetValueOrDefault(FixProperties.Replacement);
}
