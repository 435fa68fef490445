// Result: 0,null,done
using NurseryGen;

namespace Demo;

internal sealed partial class MovesOn
{
    [Nursery, Timeout(0, MoveOn = true)]
    public partial Task<int> NumberAsync(CancellationToken cancellationToken = default);

    private async Task<int> NumberAsync(NumberNursery nursery)
    {
        await Task.Delay(Timeout.Infinite, nursery.Token);
        return 1;
    }

    [Nursery, Timeout(0, MoveOn = true)]
    public partial ValueTask VoidAsync();

    private async ValueTask VoidAsync(Nursery nursery, CancellationToken cancellationToken) =>
        await Task.Delay(Timeout.Infinite, cancellationToken);

    [Timeout(0, MoveOn = true)]
    public partial Task<string?> TextAsync(CancellationToken cancellationToken = default);

    private async Task<string?> TextAsync(CancelScope scope)
    {
        await Task.Delay(Timeout.Infinite, scope.Token);
        return "text";
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var movesOn = new MovesOn();
        await movesOn.VoidAsync();
        return $"{await movesOn.NumberAsync()},{await movesOn.TextAsync() ?? "null"},done";
    }
}
