using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Cost;

/// <summary>Keeps the project of benchmark P15 as it claims to be: an ordinary one.</summary>
public sealed class CostSourcesTests
{
    [Fact]
    public async Task AnOrdinaryProject_HasNoFindings()
    {
        var trees = Enumerable.Range(0, 4).Select(number => TestCompilation.Parse(CostSources.Of(number), $"File{number}.cs"));
        var project = GeneratorRun.Of(TestCompilation.Of(trees)).Output;
        var findings = await project.WithAnalyzers([.. Analyzers.All, new IdleAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(findings);
    }
}
