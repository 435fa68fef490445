using System.Globalization;
using System.Text;
using NurseryGen.Generator.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>
/// Recall and precision over programs of the field: what leaks is found where it leaks, and what is right is left in peace.
/// </summary>
public sealed class FieldTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("orphans.txt", 65)]
    [InlineData("orphans.neighbours.txt", 126)]
    [InlineData("orphans.strangers.txt", 57)]
    public async Task OfProgramsThatLeak_NineOfTenAreFound_OnTheMarkedLine(string file, int least)
    {
        var results = await FieldResult.OfAsync(file);
        Assert.All(results, result => Assert.NotEmpty(result.Program.Leaks));
        var found = results.Count(result => result.IsFound);
        var report = $"found {found} of {results.Count}\n{string.Concat(results.Where(result => !result.IsFound).Select(Show))}";
        output.WriteLine(report);
        Assert.True(found >= least, report);
    }

    [Theory]
    [InlineData("ordinary.txt", 3)]
    [InlineData("ordinary.neighbours.txt", 4)]
    [InlineData("ordinary.strangers.txt", 2)]
    public async Task OfOrdinaryPrograms_SixInAHundredAtMostAreDisturbed(string file, int most)
    {
        var results = await FieldResult.OfAsync(file);
        Assert.All(results, result => Assert.Empty(result.Program.Leaks));
        var disturbed = results.Where(result => result.Findings.Count > 0).ToArray();
        var report = $"disturbed {disturbed.Length} of {results.Count}\n{string.Concat(disturbed.Select(Show))}";
        output.WriteLine(report);
        Assert.True(disturbed.Length <= most, report);
    }

    [Theory]
    [InlineData("orphans.neighbours.txt")]
    [InlineData("orphans.strangers.txt")]
    [InlineData("ordinary.neighbours.txt")]
    [InlineData("ordinary.strangers.txt")]
    public async Task Neighbours_Compile(string file) =>
        Assert.Empty((await FieldResult.OfAsync(file)).SelectMany(result => result.Errors));

    /// <summary>The table of docs/diagnostics.md is what the programs show, per kind of the rule that finds them.</summary>
    [Fact]
    public async Task TheTableOfThePage_IsTrue()
    {
        var leaks = await OfAllAsync("orphans");
        var right = await OfAllAsync("ordinary");
        var table = new StringBuilder("| What | Programs | Found on the marked line |\n|---|---|---|\n");
        foreach (var kind in FieldKind.All)
        {
            var some = leaks.Where(result => FieldKind.Of(result) == kind).ToArray();
            table.Append(CultureInfo.InvariantCulture, $"| {kind.Name} | {some.Length} | {some.Count(result => result.IsFound)} |\n");
        }

        table.Append(CultureInfo.InvariantCulture, $"| all that leak | {leaks.Length} | {leaks.Count(result => result.IsFound)} |\n");
        table.Append(CultureInfo.InvariantCulture,
            $"""
            | ordinary and right | {right.Length} | {right.Count(result => result.Findings.Count > 0)} disturbed |

            """);
        output.WriteLine(table.ToString());
        Assert.Contains(table.ToString(), Folders.ReadRepositoryFile("docs/diagnostics.md"), StringComparison.Ordinal);
    }

    private static async Task<FieldResult[]> OfAllAsync(string kind) =>
    [
        .. await FieldResult.OfAsync($"{kind}.txt"),
        .. await FieldResult.OfAsync($"{kind}.neighbours.txt"),
        .. await FieldResult.OfAsync($"{kind}.strangers.txt"),
    ];

    private static string Show(FieldResult result) =>
        $"{result.Program.Id} {result.Program.Title}\n"
        + string.Concat(result.Findings.Select(finding => $"    {finding.Line}: {finding.Rule} {finding.Text}\n"));
}
