// Result: 8,failed
using NurseryGen;

namespace Demo;

internal sealed partial class Parser
{
    [Nursery]
    public partial Task<Outcome<int>[]> ParseAllAsync(int factor, [Each(nameof(Parse))] IEnumerable<string> texts);

    [Child]
    private static int Parse(string text, int factor) => factor * int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => string.Join(
        ',', (await new Parser().ParseAllAsync(2, ["4", "x"])).Select(outcome => outcome.IsSuccess ? $"{outcome.Value}" : "failed"));
}
