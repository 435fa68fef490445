using System.Text.RegularExpressions;

namespace NurseryGen.Tests.House;

/// <summary>Braces are the same everywhere: none where every branch of a statement is one line.</summary>
public sealed partial class BraceTests
{
    public static TheoryData<string> Projects => ["Runtime", "Runtime.Tests", "Benchmarks", "Sample.App"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void OneLine_StandsWithoutBraces(string project)
    {
        var findings = Directory.EnumerateFiles(Path.Combine(Folders.Repository, project), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => OneLineInBraces().Matches(File.ReadAllText(file)).Select(match => $"{file}: {match.Groups["head"].Value}"))
            .ToArray();
        Assert.True(findings.Length == 0, "No braces where each branch is one line:\n" + string.Join('\n', findings));
    }

    /// <summary>A condition on one line, one line in braces, and no other branch.</summary>
    [GeneratedRegex(
        @"^(?<indent> *)(?<head>(if|for|foreach|while) \(.*\))\n\k<indent>\{\n(?! +(if|for|foreach|while|await foreach|lock|using)\b| +//).*;\n\k<indent>\}\n(?!\k<indent>else)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex OneLineInBraces();
}
