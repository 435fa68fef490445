using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Incrementality;
using NurseryGen.Generator.Tests.Snapshots;
using NurseryGen.Generator.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NurseryGen.Generator.Tests.Robustness;

/// <summary>Whatever a user types: the generator and the analyzer don't throw, and what is generated parses.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seeds = 16;
    private const int MutationsPerSeed = 150;

    private static readonly string[] s_corpus = [.. Form.All.Select(form => form.Source), Edits.Crawler, Edits.Loader];

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(1, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task MutatedSources_DoNoHarm(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var start = TestCompilation.Of("");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new NurseryGenerator().AsSourceGenerator()], parseOptions: TestCompilation.Newest);
        var files = 0;
        for (var i = 0; i < MutationsPerSeed; i++)
        {
            var source = new Mutator(random.Next()).Mutate(s_corpus[random.Next(s_corpus.Length)]);
            var compilation = start.ReplaceSyntaxTree(start.SyntaxTrees[1], TestCompilation.Parse(source));

            // One driver for all: what it remembers of one source must not harm the next.
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
            var result = driver.GetRunResult().Results.Single();
            Assert.True(result.Exception is null, $"CS8785, seed {seed}, mutation {i}: {result.Exception}\n{source}");
            foreach (var file in result.GeneratedSources)
            {
                files++;
                var errors = file.SyntaxTree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
                Assert.True(!errors.Any(), $"seed {seed}, mutation {i}: {string.Join("\n", errors)}\n{file.SourceText}\n{source}");
            }

            // Fails where there is an AD0001.
            await Analyzers.OwnAsync(generated);
        }

        // Damage that left nothing to generate for would test nothing.
        Assert.InRange(files, MutationsPerSeed, int.MaxValue);
    }

    [Fact]
    public void AtLeast2000Mutations_AndTheyDiffer()
    {
        Assert.InRange(Seeds * MutationsPerSeed, 2_000, int.MaxValue);
        var mutated = Enumerable.Range(0, 200).Select(seed => new Mutator(seed).Mutate(s_corpus[0])).ToList();
        Assert.InRange(mutated.Distinct().Count(), 180, 200);
        Assert.Equal(mutated, Enumerable.Range(0, 200).Select(seed => new Mutator(seed).Mutate(s_corpus[0])));
    }
}
