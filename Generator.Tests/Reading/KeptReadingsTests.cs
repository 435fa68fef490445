using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Tests.Incrementality;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Reading;

/// <summary>Which methods are read again after an edit.</summary>
public sealed class KeptReadingsTests
{
    [Theory]
    [InlineData("return 1;", "return 2;")]
    [InlineData("Task.Delay(1, cancellationToken)", "Task.CompletedTask")]
    [InlineData("nursery.StartVisit(root);", "nursery.")]
    public void BodyEdited_OnlyItsOwnFileIsReadAgain(string oldText, string newText) =>
        Assert.Equal(["CrawlAsync"], ReadAfter(Edits.Edit("Crawler.cs", oldText, newText)));

    [Theory]
    [InlineData("return 1;", "return\n1;")]
    [InlineData("Uri url", "Uri address")]
    [InlineData("namespace Demo;", "namespace Demo; // Here.")]
    public void DeclarationEdited_AllAreReadAgain(string oldText, string newText) =>
        Assert.Equal(["CrawlAsync", "LoadAsync"], ReadAfter(Edits.Edit("Crawler.cs", oldText, newText)));

    [Fact]
    public void FileAdded_AllAreReadAgain() => Assert.Equal(
        ["CrawlAsync", "LoadAsync"],
        ReadAfter(Edits.Start.AddSyntaxTrees(TestCompilation.Parse("class More;", "More.cs"))));

    [Fact]
    public void EditTakenBack_OnlyItsOwnFileIsReadAgain()
    {
        var (driver, read) = Start(lasts: true);
        driver = driver.RunGenerators(Edits.Edit("Crawler.cs", "return 1;", "return 2;"));
        read.Clear();
        driver.RunGenerators(Edits.Edit("Crawler.cs", "return 1;", "return 1;"));
        Assert.Equal(["CrawlAsync"], read);
    }

    [Fact]
    public void WhatDoesNotLast_IsReadAgain() =>
        Assert.Equal(["CrawlAsync", "LoadAsync"], ReadAfter(Edits.Edit("Crawler.cs", "return 1;", "return 2;"), lasts: false));

    [Fact]
    public void NewDriver_StartsWithNothingKept()
    {
        Assert.Equal(["CrawlAsync", "LoadAsync"], Start(lasts: true).Read);
        Assert.Equal(["CrawlAsync", "LoadAsync"], Start(lasts: true).Read);
    }

    private static IEnumerable<string> ReadAfter(Compilation edited, bool lasts = true)
    {
        var (driver, read) = Start(lasts);
        read.Clear();
        driver.RunGenerators(edited);
        return read.Order(StringComparer.Ordinal);
    }

    private static (GeneratorDriver Driver, List<string> Read) Start(bool lasts)
    {
        var generator = new Recorder(lasts);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: TestCompilation.Newest);
        return (driver.RunGenerators(Edits.Start), generator.Read);
    }

    /// <summary>A generator that notes what it reads, and writes nothing.</summary>
    private sealed class Recorder(bool lasts) : IIncrementalGenerator
    {
        public List<string> Read { get; } = [];

        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var kept = new KeptReadings<NurserySpec>(new DeclarationHash(), Record);
            var nurseries = context.SyntaxProvider.ForAttributeWithMetadataName(
                WellKnownNames.NurseryAttribute, static (_, _) => true, kept.Of);
            context.RegisterSourceOutput(nurseries, static (_, _) => { });
        }

        private Answer<NurserySpec> Record(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
        {
            Read.Add(((MethodDeclarationSyntax)context.TargetNode).Identifier.Text);
            return new Answer<NurserySpec>(null, lasts);
        }
    }
}
