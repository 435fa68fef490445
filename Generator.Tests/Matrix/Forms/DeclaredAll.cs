// Result: 3 three
using NurseryGen;

namespace Demo;

internal sealed partial class Loader
{
    [Nursery]
    public partial ValueTask<(int, string)> LoadAsync(string word);

    [Child]
    private ValueTask<int> LengthAsync(LoadNursery nursery, string word) => new(word.Length - 2);

    [Child]
    private Task<string> EchoAsync(string word) => Task.FromResult(word);

    [Child(Daemon = true)]
    private Task WatchAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Loader().LoadAsync("three") is var (length, word) ? $"{length} {word}" : "";
}
