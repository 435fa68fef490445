using NurseryGen.Generator.Tests.Support;
using NurseryGen.Tests.House;
using Xunit;

namespace NurseryGen.Generator.Tests.House;

/// <summary>What CONTRIBUTING.md asks of comments, as far as a program can check it.</summary>
public sealed class WordTests
{
    private static readonly string[] s_projects = ["Generator", "Generator.CodeFixes"];

    [Fact]
    public void EveryComment_NamesRoles_AndBeginsWell()
    {
        var findings = s_projects.SelectMany(SourceFiles.Of).SelectMany(path => Folders.ReadRepositoryFile(path).Split('\n')
            .SelectMany((line, index) => CommentWords.Findings(line).Select(finding => $"{path}({index + 1}): {finding}"))).ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    [Theory]
    [InlineData("    /// <summary>Whether nobody awaits it.</summary>", false)]
    [InlineData("    // Who waits gets it.", false)]
    [InlineData("/// <summary>The same for a child.</summary>", false)]
    [InlineData("/// <summary>True if no code awaits it.</summary>", true)]
    [InlineData("var who = \"nobody\";", true)]
    public void EachKind_IsSeen(string line, bool isRight) => Assert.Equal(isRight, !CommentWords.Findings(line).Any());
}
