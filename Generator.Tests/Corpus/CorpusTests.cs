using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>
/// What keeps the analyzers honest: hundreds of ordinary methods, in which they find what is marked and nothing else, not even advice.
/// </summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Files => [.. CorpusFile.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task AFile_GivesItsMarkedFindings_AndNoOthers(string name)
    {
        var file = CorpusFile.Named(name);
        var reported = await Analyzers.AllAsync(GeneratorRun.Of(file.Compile()).Output);
        var difference = Expectation.Compare(file.Marks, reported);
        Assert.True(difference.Length == 0, difference);
    }

    /// <summary>In the editor an analyzer may look before the generator has written anything: it mustn't find more then.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task AFile_GivesNoOtherFindings_BeforeItIsGenerated(string name)
    {
        var file = CorpusFile.Named(name);
        var reported = (await Analyzers.OwnAsync(file.Compile())).Where(diagnostic => !diagnostic.IsSuppressed).Select(Expectation.Of);
        Assert.Empty(reported.Except(file.Marks));
    }

    [Fact]
    public void ItHasHundredsOfMethods_MostOfThemInNurseries()
    {
        var methods = CorpusFile.All.SelectMany(file => file.Methods).ToArray();
        Assert.InRange(methods.Length, 300, int.MaxValue);
        Assert.InRange(methods.Count(CorpusFile.IsNurseryCode), 200, methods.Length - 40);
        Assert.InRange(CorpusFile.All.Sum(file => file.Source.Split("// Trap: ").Length - 1), 100, int.MaxValue);
    }

    /// <summary>The comparison sees what is missing, what is too much, and what stands on the wrong line.</summary>
    [Fact]
    public void ADifference_IsShown()
    {
        const string Source = "class C { void M() {\nint a; // expect: CS0219\nint b; } } // expect: CS0168\n";
        var reported = TestCompilation.Of([TestCompilation.Parse(Source, "C.cs")]).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);
        Assert.Equal(
            "missing:    C.cs(2): CS0219\nunexpected: C.cs(2): CS0168 The variable 'a' is declared but never used",
            Expectation.Compare(Expectation.Read("C.cs", Source), reported));
    }

    [Theory]
    [InlineData("Call(); // expected: NUR101")]
    [InlineData("Call(); // Expect: NUR101")]
    [InlineData("Call(); // expect: NUR101 NUR202")]
    [InlineData("Call(); //expect: NUR101")]
    [InlineData("    // expect: NUR101")]
    public void AMark_IsWrittenInOneWay(string line) => Assert.Throws<FormatException>(() => Expectation.Read("C.cs", line));
}
