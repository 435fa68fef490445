using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Incrementality;

/// <summary>Whatever the edits: a driver that keeps what it can generates and reports what a new one does.</summary>
public sealed class RandomEditTests
{
    private const int Steps = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void OldDriver_GeneratesWhatANewOneDoes(int seed)
    {
        var project = new RandomProject(seed);
        GeneratorDriver driver = NewDriver(project.ParseOptions);
        for (var step = 0; step < Steps; step++)
        {
            var edit = step == 0 ? "the start" : project.Edit();
            driver = driver.WithUpdatedParseOptions(project.ParseOptions).RunGenerators(project.Compilation);
            var expected = Told(NewDriver(project.ParseOptions).RunGenerators(project.Fresh()));
            Assert.True(expected == Told(driver),
                $"""
                Seed {seed}, step {step}, {edit}:
                {expected}

                but the old driver:

                {Told(driver)}
                """);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Project_IsOftenSound_AndOftenNot(int seed)
    {
        var project = new RandomProject(seed);
        var told = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            told.Add(Told(NewDriver(project.ParseOptions).RunGenerators(project.Fresh())));
            project.Edit();
        }

        Assert.InRange(told.Distinct().Count(), Steps / 8, Steps);
        Assert.InRange(told.Count(one => one.Contains("StartVisit(", StringComparison.Ordinal)), Steps / 8, Steps);
        Assert.InRange(told.Count(one => one.Contains(" error NUR", StringComparison.Ordinal)), Steps / 10, Steps);
    }

    private static CSharpGeneratorDriver NewDriver(CSharpParseOptions options) =>
        CSharpGeneratorDriver.Create([new NurseryGenerator().AsSourceGenerator()], parseOptions: options);

    /// <summary>All that a run yields: each file by its name, each error with its place.</summary>
    private static string Told(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        var sources = result.GeneratedSources.Select(source => $"{source.HintName}\n{source.SourceText}");
        var errors = result.Diagnostics.Select(error =>
            $"""
            {error.Location.GetLineSpan()} {error.Location.SourceSpan} error {error.Id} {error.GetMessage(CultureInfo.InvariantCulture)}
            """);
        return string.Join("\n", sources.Concat(errors).Order(StringComparer.Ordinal));
    }
}
