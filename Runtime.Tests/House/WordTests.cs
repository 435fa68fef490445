using System.Text.RegularExpressions;

namespace NurseryGen.Tests.House;

/// <summary>What CONTRIBUTING.md asks of the runtime's comments and lines, as far as a program can check it.</summary>
public sealed partial class WordTests
{
    private const int LongestLine = 140;

    private static readonly string[] s_folders = ["Runtime", "Runtime.Tests", "Generator", "Generator.Tests", "docs"];

    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Path.Combine(Folders.Repository, "Runtime"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Artifacts().IsMatch(file))
        .Select(file => Path.GetRelativePath(Folders.Repository, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void ARoleIsNamed_AndALineKeepsItsLength(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folders.Repository, file));
        var findings = lines.Select((text, index) => (text, place: $"{file}({index + 1}): "))
            .SelectMany(line => Findings(line.text).Select(finding => line.place + finding)).ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    /// <summary>So that a filter for <c>S3_</c> finds every test of the rule, and a search every mention.</summary>
    [Fact]
    public void ARulesNumber_HasNoLeadingZero()
    {
        var files = s_folders.SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(Folders.Repository, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".md" && !Artifacts().IsMatch(file));
        var findings = files.Where(file => LeadingZero().IsMatch(File.ReadAllText(file))).ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    private static IEnumerable<string> Findings(string line)
    {
        if (line.Length > LongestLine)
            yield return $"{line.Length} characters; the longest line has {LongestLine}";

        foreach (var finding in CommentWords.Findings(line))
            yield return finding;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])S0[1-9](?![0-9])")]
    private static partial Regex LeadingZero();

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex Artifacts();
}
