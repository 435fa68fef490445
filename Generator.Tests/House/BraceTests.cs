using Xunit;

namespace NurseryGen.Generator.Tests.House;

/// <summary>Braces are the same everywhere: none where every branch of a statement is one line, and on all branches otherwise.</summary>
public sealed class BraceTests
{
    private static readonly string[] s_projects =
        ["Generator", "Generator.CodeFixes", "Generator.Tests", "Runtime", "Runtime.Tests", "Benchmarks", "Sample.App"];

    [Fact]
    public void BracesAreTheSameEverywhere()
    {
        var findings = s_projects.SelectMany(SourceFiles.Of).Where(path => !IsInput(path))
            .SelectMany(path => Braces.Misplaced(SourceFiles.Parse(path)).Select(finding => $"{path}: {finding}")).ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    [Theory]
    [InlineData("if (a)\n    b();", true)]
    [InlineData("if (a)\n    b();\nelse if (c)\n    d();\nelse\n    e();", true)]
    [InlineData("if (a)\n{\n    b();\n    c();\n}\nelse\n{\n    d();\n}", true)]
    [InlineData("if (a)\n{\n    // Because.\n    b();\n}", true)]
    [InlineData("foreach (var a in b)\n{\n    if (a)\n        c();\n}", true)]
    [InlineData("if (a)\n{\n    b();\n}", false)]
    [InlineData("if (a)\n    b();\nelse\n{\n    c();\n    d();\n}", false)]
    [InlineData("if (a\n    || b)\n    c();", false)]
    [InlineData("while (a)\n    b(\n        c);", false)]
    [InlineData("foreach (var a in b)\n    if (a)\n        c();", false)]
    public void EachKind_IsSeen(string code, bool isRight) => Assert.Equal(isRight, !Braces.Misplaced(SourceFiles.ParseText(code)).Any());

    /// <summary>Programs that tests read, as any user would have written them.</summary>
    private static bool IsInput(string path) =>
        path.Contains("/Corpus/Methods/", StringComparison.Ordinal)
        || path.Contains("/Corpus/Support/", StringComparison.Ordinal)
        || path.Contains("/Corpus/BadPrograms/", StringComparison.Ordinal)
        || path.Contains("/Forms/", StringComparison.Ordinal);
}
