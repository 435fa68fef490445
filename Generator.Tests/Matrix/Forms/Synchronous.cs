// Result: 49 burnt
using NurseryGen;

namespace Demo;

internal sealed partial class Work
{
    private string _log = "";

    [Nursery]
    public partial Task<string> RunAsync();

    private async Task<string> RunAsync(RunNursery nursery)
    {
        var square = await nursery.StartSquare(7);
        await nursery.StartBurn("burnt");
        return square + _log;
    }

    [Child, Timeout(1_000, Fallback = nameof(Zero))]
    private static int Square(int number) => number * number;

    [Child]
    private void Burn(string text) => _log = " " + text;

    private static int Zero() => 0;
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Work().RunAsync();
}
