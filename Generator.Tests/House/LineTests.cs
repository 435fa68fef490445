using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.House;

/// <summary>How long a line of code or of a comment may be.</summary>
public sealed class LineTests
{
    /// <summary>The runtime has a test of its own, which reads its comments too.</summary>
    private static readonly string[] s_projects =
        ["Generator", "Generator.CodeFixes", "Generator.Tests", "Runtime.Tests", "Benchmarks", "Sample.App", "Extensions"];

    [Fact]
    public void NoLineIsTooLong()
    {
        var findings = s_projects.SelectMany(SourceFiles.Of)
            .SelectMany(path => LongLines.In(SourceFiles.Parse(path)).Select(finding => $"{path}: {finding}")).ToArray();
        Assert.True(findings.Length == 0, "Lines that are too long:\n" + string.Join('\n', findings));
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
