using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Documentation;

/// <summary>README.md and docs/guide.md: what they tell a reader to write compiles without a warning, and does what they say.</summary>
public sealed class GuideExamplesTests
{
    public static TheoryData<string> All => [.. Example.All.Where(example => example.Name is not null).Select(example => example.Id)];

    public static TheoryData<string> ThatRun =>
        [.. Example.All.Where(example => example.Name is not null && example.Complete().Result is not null).Select(example => example.Id)];

    [Fact]
    public void EveryBlock_IsNamed_Once()
    {
        Assert.DoesNotContain(Example.All, example => example.Name is null);
        Assert.Equal(Example.All.Count, Example.All.DistinctBy(example => example.Id).Count());
        Assert.Equal(Surroundings.Names, Example.All.Select(example => example.Name!).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Compiles_WithoutAWarning(string example)
    {
        var run = GeneratorRun.Of(Example.Of(example).Complete().Compile());

        // Examples have no docs of their own: they are the docs.
        Assert.DoesNotContain(
            await Analyzers.AllAsync(run.Output),
            diagnostic => diagnostic.Id != "CS1591" || !run.Input.SyntaxTrees.Contains(diagnostic.Location.SourceTree));
    }

    [Theory]
    [MemberData(nameof(ThatRun))]
    public async Task DoesWhatItSays(string example)
    {
        var form = Example.Of(example).Complete();
        Assert.Equal(form.Result, await LoadedCompilation.RunScenarioAsync(GeneratorRun.Of(form.Compile()).Output));
    }
}
