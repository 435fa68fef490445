using System.Text;
using Xunit;
using Xunit.Abstractions;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>Recall and precision over programs of the field: what leaks is found where it leaks, and what is right is left in peace.</summary>
public sealed class FieldTests(ITestOutputHelper output)
{
    [Fact]
    public async Task OfProgramsThatLeak_NineOfTenAreFound_OnTheMarkedLine()
    {
        var missed = new StringBuilder();
        var programs = FieldSnippet.Of("orphans.txt");
        var found = 0;
        foreach (var program in programs)
        {
            Assert.NotEmpty(program.Leaks);
            var findings = await program.FindingsAsync();
            if (findings.Any(finding => program.Leaks.Contains(finding.Line)))
                found++;
            else
                missed.Append(Show(program, findings));
        }

        var report = $"found {found} of {programs.Count}\n{missed}";
        output.WriteLine(report);
        Assert.True(found >= 65, report);
    }

    [Fact]
    public async Task OfOrdinaryPrograms_ThreeInSixtyAtMostAreDisturbed()
    {
        var disturbed = new StringBuilder();
        var programs = FieldSnippet.Of("ordinary.txt");
        var count = 0;
        foreach (var program in programs)
        {
            Assert.Empty(program.Leaks);
            var findings = await program.FindingsAsync();
            if (findings.Count == 0)
                continue;

            count++;
            disturbed.Append(Show(program, findings));
        }

        var report = $"disturbed {count} of {programs.Count}\n{disturbed}";
        output.WriteLine(report);
        Assert.True(count <= 3, report);
    }

    private static string Show(FieldSnippet program, IEnumerable<(int Line, string Text)> findings) =>
        $"{program.Id} {program.Title}\n{string.Concat(findings.Select(finding => $"    {finding.Line}: {finding.Text}\n"))}";
}
