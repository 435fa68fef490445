using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Snapshots;

/// <summary>How long the text is that a person steps into: the figures hold for all that the generator writes.</summary>
public sealed class LengthTests
{
    private const int LongestReadme = 65;
    private const int LongestChild = 12;

    /// <summary>The file of the snapshot, whose first line is its name.</summary>
    [Fact]
    public void ReadmesNursery_IsShort() => Assert.InRange(LinesOf(Readme.Form) + 1, 30, LongestReadme);

    [Fact]
    public void AChildOfABody_AddsFewLines() => Assert.InRange(LinesOf(OfBody(3)) - LinesOf(OfBody(2)), 5, LongestChild);

    [Theory]
    [InlineData("int", "1")]
    [InlineData("string", "\"\"")]
    [InlineData("System.IO.Stream", "System.IO.Stream.Null")]
    public void ADeclaredChild_AddsFewLines(string type, string value) =>
        Assert.InRange(LinesOf(OfList(3, type, value)) - LinesOf(OfList(2, type, value)), 5, LongestChild);

    private static int LinesOf(Form form) => form.Run().MainSources.Single().SourceText.ToString().Count(character => character == '\n');

    private static Form OfBody(int children) => Of(
        $$"""
        [Nursery] public partial Task RunAsync();
        private async Task RunAsync(RunNursery nursery) { }
        {{string.Join('\n', Numbers(children).Select(number => $"[Child] private async Task Get{number}Async(int id) {{ }}"))}}
        """);

    private static Form OfList(int children, string type, string value) => Of(
        $$"""
        [Nursery({{string.Join(", ", Numbers(children).Select(number => $"nameof(Get{number}Async)"))}})]
        public partial Task<({{string.Join(", ", Numbers(children).Select(_ => type))}})> RunAsync(int id);
        {{string.Join('\n', Numbers(children).Select(number => $"[Child] private async Task<{type}> Get{number}Async(int id) => {value};"))}}
        """);

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);

    private static Form Of(string members) => Form.Of("Lines",
        $$"""
        // Result: none
        using NurseryGen;
        public partial class Lines {
        {{members}}
        }
        """);
}
