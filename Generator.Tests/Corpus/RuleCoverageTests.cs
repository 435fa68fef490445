using System.Globalization;
using System.Text;
using NurseryGen.Generator.Tests.Rules;
using NurseryGen.Generator.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>
/// Ten found and ten silent for each rule about code, over all that the tests have: cases, corpus, programs of the field.
/// </summary>
public sealed class RuleCoverageTests(ITestOutputHelper output)
{
    private const int Least = 10;

    [Fact]
    public async Task EachRule_HasTenFound_AndTenSilent()
    {
        var programs = (await FieldResult.OfAsync("orphans.txt")).Concat(await FieldResult.OfAsync("orphans.neighbours.txt")).ToArray();
        var few = new StringBuilder();
        foreach (var rule in Analyzers.Rules.Where(rule => string.CompareOrdinal(rule.Id, "NUR1") >= 0))
        {
            var cases = DiagnosticCase.All.Where(one => one.Id == rule.Id).ToArray();
            var found = cases.Sum(one => Markup.Parse(one.Marked).Marks.Count(mark => mark.Name is null || mark.Name == rule.Id))
                + CorpusFile.All.Sum(file => file.Marks.Count(mark => mark.Id == rule.Id))
                + programs.Count(
                    program => program.Findings.Any(finding => finding.Rule == rule.Id && program.Program.Leaks.Contains(finding.Line)));
            var silent = cases.Count(one => !one.IsViolation);
            output.WriteLine($"{rule.Id}: {found} found, {silent} silent");
            if (found < Least || silent < Least)
                few.AppendLine(CultureInfo.InvariantCulture, $"{rule.Id}: {found} found, {silent} silent");
        }

        Assert.Equal("", few.ToString());
    }
}
