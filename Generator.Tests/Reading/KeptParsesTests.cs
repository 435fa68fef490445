using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Tests.Incrementality;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Reading;

/// <summary>Which methods are parsed again after an edit.</summary>
public sealed class KeptParsesTests
{
    [Theory]
    [InlineData("return 1;", "return 2;")]
    [InlineData("Task.Delay(1, cancellationToken)", "Task.CompletedTask")]
    [InlineData("nursery.StartVisit(root);", "nursery.")]
    public void BodyEdited_OnlyItsOwnFileIsParsedAgain(string oldText, string newText) =>
        Assert.Equal(["CrawlAsync"], ParsedAfter(Edits.Edit("Crawler.cs", oldText, newText)));

    [Theory]
    [InlineData("return 1;", "return\n1;")]
    [InlineData("Uri url", "Uri address")]
    [InlineData("namespace Demo;", "namespace Demo; // Here.")]
    public void DeclarationEdited_AllAreParsedAgain(string oldText, string newText) =>
        Assert.Equal(["CrawlAsync", "LoadAsync"], ParsedAfter(Edits.Edit("Crawler.cs", oldText, newText)));

    [Fact]
    public void FileAdded_AllAreParsedAgain() => Assert.Equal(
        ["CrawlAsync", "LoadAsync"],
        ParsedAfter(Edits.Start.AddSyntaxTrees(TestCompilation.Parse("class More;", "More.cs"))));

    [Fact]
    public void EditTakenBack_OnlyItsOwnFileIsParsedAgain()
    {
        var (driver, parsed) = Start(lasts: true);
        driver = driver.RunGenerators(Edits.Edit("Crawler.cs", "return 1;", "return 2;"));
        parsed.Clear();
        driver.RunGenerators(Edits.Edit("Crawler.cs", "return 1;", "return 1;"));
        Assert.Equal(["CrawlAsync"], parsed);
    }

    [Fact]
    public void WhatDoesNotLast_IsParsedAgain() =>
        Assert.Equal(["CrawlAsync", "LoadAsync"], ParsedAfter(Edits.Edit("Crawler.cs", "return 1;", "return 2;"), lasts: false));

    [Fact]
    public void NewDriver_StartsWithNothingKept()
    {
        Assert.Equal(["CrawlAsync", "LoadAsync"], Start(lasts: true).Parsed);
        Assert.Equal(["CrawlAsync", "LoadAsync"], Start(lasts: true).Parsed);
    }

    private static IEnumerable<string> ParsedAfter(Compilation edited, bool lasts = true)
    {
        var (driver, parsed) = Start(lasts);
        parsed.Clear();
        driver.RunGenerators(edited);
        return parsed.Order(StringComparer.Ordinal);
    }

    private static (GeneratorDriver Driver, List<string> Parsed) Start(bool lasts)
    {
        var generator = new Recorder(lasts);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: TestCompilation.Newest);
        return (driver.RunGenerators(Edits.Start), generator.Parsed);
    }

    /// <summary>A generator that notes what it parses, and writes nothing.</summary>
    private sealed class Recorder(bool lasts) : IIncrementalGenerator
    {
        public List<string> Parsed { get; } = [];

        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var kept = new KeptParses<NurserySpec>(new DeclarationHash(), Parse);
            var nurseries = context.SyntaxProvider.ForAttributeWithMetadataName(
                WellKnownNames.NurseryAttribute, static (_, _) => true, kept.Of);
            context.RegisterSourceOutput(nurseries, static (_, _) => { });
        }

        private Answer<NurserySpec> Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
        {
            Parsed.Add(((MethodDeclarationSyntax)context.TargetNode).Identifier.Text);
            return new Answer<NurserySpec>(null, lasts);
        }
    }
}
