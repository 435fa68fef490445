using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>One run of the generator, in a driver that remembers its steps.</summary>
internal sealed record GeneratorRun(GeneratorDriver Driver, Compilation Input, Compilation Output, GeneratorRunResult Result)
{
    public ImmutableArray<GeneratedSourceResult> Sources => Result.GeneratedSources;

    /// <summary>Main files, without the companions that know positions.</summary>
    public IEnumerable<GeneratedSourceResult> MainSources => Sources.Where(source => !IsPositions(source.HintName));

    public static bool IsPositions(string hintName) => hintName.EndsWith("-Positions.g.cs", StringComparison.Ordinal);

    /// <summary>
    /// The output without what silences generated code, but for what can't be written otherwise: what it says of ordinary declarations is a
    /// mistake of the generator's.
    /// </summary>
    public Compilation Loud
    {
        get
        {
            var loud = Output;
            foreach (var tree in Output.SyntaxTrees.Except(Input.SyntaxTrees))
            {
                var text = tree.ToString()
                    .Replace("#pragma warning disable\n", "#pragma warning disable CS9107, CS9124\n", StringComparison.Ordinal);
                loud = loud.ReplaceSyntaxTree(
                    tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8));
            }

            return loud;
        }
    }

    /// <summary>The errors that the generator itself reports.</summary>
    public ImmutableArray<Diagnostic> Errors => Result.Diagnostics;

    /// <summary>A run over code whose nurseries are sound: the generator reports nothing.</summary>
    public static GeneratorRun Of(string source) => Of(TestCompilation.Of(source));

    /// <summary>A run over code whose nurseries are sound: the generator reports nothing.</summary>
    public static GeneratorRun Of(Compilation compilation, CSharpParseOptions? options = null)
    {
        var run = OfAny(compilation, options);
        Assert.Empty(run.Errors);
        return run;
    }

    /// <summary>A run over code that may have mistakes in the shape of its nurseries.</summary>
    public static GeneratorRun OfAny(string source) => OfAny(TestCompilation.Of(source));

    /// <summary>A run over code that may have mistakes in the shape of its nurseries.</summary>
    public static GeneratorRun OfAny(Compilation compilation, CSharpParseOptions? options = null)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new NurseryGenerator().AsSourceGenerator()],
            parseOptions: options ?? TestCompilation.Newest,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Continue(driver, compilation);
    }

    /// <summary>The same driver, over an edited compilation: what it computes anew is what the edit costs.</summary>
    public GeneratorRun Then(Compilation edited)
    {
        var run = Continue(Driver, edited);
        if (Errors.IsEmpty)
            Assert.Empty(run.Errors);

        return run;
    }

    private static GeneratorRun Continue(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        var result = Assert.Single(driver.GetRunResult().Results);

        // CS8785, a generator that threw, comes in both ways.
        Assert.Null(result.Exception);
        Assert.All(diagnostics, static diagnostic => Assert.Matches(@"^NUR0\d\d$", diagnostic.Id));
        return new GeneratorRun(driver, compilation, output, result);
    }
}
