using NurseryGen;

namespace Demo;

internal sealed partial class Owed
{
    [Nursery]
    public partial Task<string> RunAsync(int number, CancellationToken cancellationToken = default);

    [Child]
    private Task WorkAsync(RunNursery nursery, int number) => Task.CompletedTask;

    [Timeout(500)]
    public static partial ValueTask ScopeAsync(string text);
}
