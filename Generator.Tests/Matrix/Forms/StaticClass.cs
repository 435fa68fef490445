// Result: ping,pong
using NurseryGen;

namespace Demo;

internal static partial class Echo
{
    [Nursery]
    public static partial Task<string> RunAsync(this string text, CancellationToken cancellationToken = default);

    private static async Task<string> RunAsync(RunNursery nursery, string text) =>
        await nursery.StartSay(text) + "," + await nursery.StartSay("pong");

    [Child]
    private static async Task<string> SayAsync(string text, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        return text;
    }
}

internal static class Scenario
{
    public static Task<string> RunAsync() => "ping".RunAsync();
}
