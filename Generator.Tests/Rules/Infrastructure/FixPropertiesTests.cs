using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>What the cancellation rules' findings carry for code fixes.</summary>
public sealed class FixPropertiesTests
{
    [Theory]
    [InlineData("await SaveAsync();", "NUR202", "argument=ct: ct", "token=ct")]
    [InlineData("await SaveAsync(number: 1);", "NUR202", "argument=ct: ct", "token=ct")]
    [InlineData("await 1.LaterAsync(2);", "NUR202", "argument=ct", "token=ct")]
    [InlineData("await 1.LaterAsync(number: 2);", "NUR202", "argument=ct: ct", "token=ct")]
    [InlineData("await Task.Delay(5);", "NUR202", "argument=ct", "token=ct")]
    [InlineData("await foreach (var n in items) { }", "NUR202", "Replacement=items.WithCancellation(ct)", "token=ct")]
    [InlineData("await SaveAsync(1, CancellationToken.None);", "NUR203", "Replacement=ct", "token=ct")]
    [InlineData("try { await SaveAsync(1, ct); } catch (Exception) { }", "NUR204", "filter=when (!ct.IsCancellationRequested)", "token=ct")]
    [InlineData(
        "try { await SaveAsync(1, ct); } finally { await SaveAsync(2, ct); }", "NUR205", "Replacement=CancellationToken.None", "token=ct")]
    [InlineData("while (true) { }", "NUR206", "statement=await Checkpoint.YieldAsync(ct);", "token=ct")]
    [InlineData("await Task.Yield();", "NUR208", "Replacement=Checkpoint.YieldAsync(ct)", "token=ct")]
    [InlineData("using var limit = CancelScope.Shielded(TimeSpan.Zero);", "NUR209", "token=limit.Token")]
    [InlineData("await Task.Delay(int.MaxValue, ct);", "NUR211", "Replacement=Timeout.Infinite")]
    public async Task AFinding_SaysHowToMendIt(string statement, string id, params string[] expected)
    {
        var run = GeneratorRun.Of(
            $$"""
            using NurseryGen;

            namespace Demo;

            internal static class Worker
            {
                [Child]
                public static async Task WorkAsync(IAsyncEnumerable<int> items, CancellationToken ct)
                {
                    {{statement}}
                }

                public static Task SaveAsync(int number = 0, CancellationToken ct = default) => Task.Delay(number, ct);

                public static Task LaterAsync(this int first, int number = 0, CancellationToken ct = default) => Task.Delay(number + first, ct);
            }
            """);
        var finding = Assert.Single(await Analyzers.OwnAsync(run.Output));
        Assert.Equal(id, finding.Id);
        Assert.Equal(expected, finding.Properties.Select(property => $"{property.Key}={property.Value}").Order(StringComparer.Ordinal));
    }
}
