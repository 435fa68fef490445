using System.Text;
using Xunit;
using Xunit.Abstractions;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>Recall and precision over programs of the field: what leaks is found where it leaks, and what is right is left in peace.</summary>
public sealed class FieldTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("orphans.txt", 65)]
    [InlineData("orphans.neighbours.txt", 84)]
    public async Task OfProgramsThatLeak_NineOfTenAreFound_OnTheMarkedLine(string file, int least)
    {
        var missed = new StringBuilder();
        var programs = FieldSnippet.Of(file);
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
        Assert.True(found >= least, report);
    }

    [Theory]
    [InlineData("ordinary.txt", 3)]
    [InlineData("ordinary.neighbours.txt", 4)]
    public async Task OfOrdinaryPrograms_SixInAHundredAtMostAreDisturbed(string file, int most)
    {
        var disturbed = new StringBuilder();
        var programs = FieldSnippet.Of(file);
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
        Assert.True(count <= most, report);
    }

    [Theory]
    [InlineData("orphans.neighbours.txt")]
    [InlineData("ordinary.neighbours.txt")]
    public void Neighbours_Compile(string file) => Assert.Empty(FieldSnippet.Of(file).SelectMany(program => program.Errors()));

    private static string Show(FieldSnippet program, IEnumerable<FieldFinding> findings) =>
        $"{program.Id} {program.Title}\n{string.Concat(findings.Select(finding => $"    {finding.Line}: {finding.Rule} {finding.Text}\n"))}";
}
