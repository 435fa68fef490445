using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.House;

/// <summary>
/// How long a line of code or of a comment may be. Files that still have longer ones are listed, and the list may only shrink.
/// </summary>
public sealed class LineTests
{
    /// <summary>The runtime has a test of its own, which reads its comments too.</summary>
    private static readonly string[] s_projects =
        ["Generator", "Generator.CodeFixes", "Generator.Tests", "Runtime.Tests", "Benchmarks", "Sample.App", "Extensions"];

    [Fact]
    public void FilesWithLongLines_AreThoseListed()
    {
        var findings = s_projects.SelectMany(SourceFiles.Of)
            .SelectMany(path => LongLines.In(SourceFiles.Parse(path)).Select(finding => (Path: path, Text: $"{path}: {finding}")))
                .ToArray();
        var listed = File.ReadAllLines(Path.Combine(Folders.Project, "House", "long-lines.txt"));
        var added = findings.Where(finding => !listed.Contains(finding.Path)).Select(finding => finding.Text).ToArray();
        var gone = listed.Except(findings.Select(finding => finding.Path)).ToArray();
        Assert.True(added.Length == 0, "Lines that are too long:\n" + string.Join('\n', added));
        Assert.True(
            gone.Length == 0, "Files without long lines; take them off Generator.Tests/House/long-lines.txt:\n" + string.Join('\n', gone));
    }

    [Fact]
    public void CodeAndComments_Count_AndInputsDoNot()
    {
        var wide = new string('x', 130);
        const string quotes = "\"\"\"";
        Assert.Single(LongLines.In(SourceFiles.ParseText($"// {wide} {wide}")));
        Assert.Single(LongLines.In(SourceFiles.ParseText($"var text = \"{wide}\";")));
        Assert.Single(LongLines.In(SourceFiles.ParseText($"var text = $\"{wide}{{1}}\";")));
        Assert.Empty(LongLines.In(SourceFiles.ParseText($"var text = {quotes}{wide}{quotes};")));
        Assert.Empty(LongLines.In(SourceFiles.ParseText($"var text = @\"{wide}\";")));
        Assert.Empty(LongLines.In(SourceFiles.ParseText($"var text = ${quotes}\n    {wide} {{1}} {wide}\n    {quotes};")));
        Assert.Single(LongLines.In(SourceFiles.ParseText($"var text = ${quotes}\n    {{{wide}.{wide}}}\n    {quotes};")));
    }
}
