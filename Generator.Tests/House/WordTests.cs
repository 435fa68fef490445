using System.Text.RegularExpressions;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.House;

/// <summary>What CONTRIBUTING.md asks of comments, as far as a program can check it.</summary>
public sealed partial class WordTests
{
    private static readonly string[] s_projects = ["Generator", "Generator.CodeFixes"];

    [Fact]
    public void EveryComment_NamesRoles_AndBeginsWell()
    {
        var findings = s_projects.SelectMany(SourceFiles.Of).SelectMany(path => Folders.ReadRepositoryFile(path).Split('\n')
            .SelectMany((line, index) => Findings(line).Select(finding => $"{path}({index + 1}): {finding}"))).ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    [Theory]
    [InlineData("    /// <summary>Whether nobody awaits it.</summary>", false)]
    [InlineData("    // Who waits gets it.", false)]
    [InlineData("/// <summary>The same for a child.</summary>", false)]
    [InlineData("/// <summary>True if no code awaits it.</summary>", true)]
    [InlineData("var who = \"nobody\";", true)]
    public void EachKind_IsSeen(string line, bool isRight) => Assert.Equal(isRight, !Findings(line).Any());

    private static IEnumerable<string> Findings(string line)
    {
        if (!Comment().IsMatch(line))
            yield break;

        if (Unnamed().Match(line) is { Success: true } word)
            yield return $"'{word.Value}' is no role: write the body, a child, the caller, other code";
        if (Opening().IsMatch(line))
            yield return "a summary begins with a verb, a noun or \"True if\"";
    }

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(who|whoever|somebody|nobody|no one)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unnamed();

    [GeneratedRegex("<summary>(The same|As above)")]
    private static partial Regex Opening();
}
