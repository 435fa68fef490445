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
        var reported = await Analyzers.OwnAsync(GeneratorRun.Of(program.Compile()).Output);
        var expected = Show(program.Id, program.Source, Assert.Single(program.Marks).Span);
        Assert.Equal([expected], reported.Where(diagnostic => !diagnostic.IsSuppressed).Select(Show));
    }

    /// <summary>The compiler finds nothing wrong with any of them.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public async Task AProgram_Compiles_AndSaysWhatGoesWrong(string name)
    {
        var program = BadProgram.Named(name);
        var reported = await Analyzers.AllAsync(GeneratorRun.Of(program.Compile()).Output);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.Matches(@"^NUR\d{3}$", program.Id);
        Assert.Single(program.Marks);
        Assert.Matches(@"^// [A-Z].*\.$", program.Consequence);
    }

    [Fact]
    public void ThereAreTwenty() => Assert.Equal(20, BadProgram.All.Count);

    private static string Show(Diagnostic diagnostic) =>
        Show(diagnostic.Id, $"{diagnostic.Location.SourceTree}", diagnostic.Location.SourceSpan);

    private static string Show(string id, string source, TextSpan span) => $"{id} {span} {source[span.Start..span.End]}";
}
