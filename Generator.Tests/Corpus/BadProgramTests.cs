using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>Twenty programs that compile, and leak, orphan, swallow or block: each gets its ID, in its place, and no other.</summary>
public sealed class BadProgramTests
{
    public static TheoryData<string> Programs => [.. BadProgram.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task AProgram_GetsItsDiagnostic_ExactlyThere(string name)
    {
        var program = BadProgram.Named(name);
        var reported = await Analysis.OwnAsync(GeneratorRun.Of(program.Compile()).Output);

        // Until there is an analyzer for it, which the skipped fact counts.
        string[] expected = Expectation.IsReported(program.Id) ? [Show(program.Id, program.Source, Assert.Single(program.Spans))] : [];
        Assert.Equal(expected, reported.Where(diagnostic => !diagnostic.IsSuppressed).Select(Show));
    }

    /// <summary>The compiler finds nothing wrong with any of them.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public async Task AProgram_Compiles_AndSaysWhatGoesWrong(string name)
    {
        var program = BadProgram.Named(name);
        var reported = await Analysis.AllAsync(GeneratorRun.Of(program.Compile()).Output);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.Matches(@"^NUR\d{3}$", program.Id);
        Assert.Single(program.Spans);
        Assert.Matches(@"^// [A-Z].*\.$", program.Consequence);
    }

    [PendingFact]
    public void EveryProgram_HasItsAnalyzer() => Assert.All(BadProgram.All, program => Assert.True(Expectation.IsReported(program.Id), program.Name));

    [Fact]
    public void ThereAreTwenty() => Assert.Equal(20, BadProgram.All.Count);

    private static string Show(Diagnostic diagnostic) => Show(diagnostic.Id, $"{diagnostic.Location.SourceTree}", diagnostic.Location.SourceSpan);

    private static string Show(string id, string source, TextSpan span) => $"{id} {span} {source[span.Start..span.End]}";
}
