namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>Nurseries in nurseries, deadlines of the caller's choice, and depth.</summary>
internal sealed partial class EdgeStage(TimeProvider clock)
{
    private int _deepest;

    public int Deepest => _deepest;

    /// <summary>The outer one gives the inner one its token.</summary>
    [Nursery]
    public partial Task OuterAsync(Func<OuterNursery, Task> body, CancellationToken cancellationToken = default);

    private static Task OuterAsync(OuterNursery nursery, Func<OuterNursery, Task> body) => body(nursery);

    [Nursery]
    public partial Task<int> InnerAsync(Func<InnerNursery, Task<int>> body, CancellationToken cancellationToken = default);

    private static Task<int> InnerAsync(InnerNursery nursery, Func<InnerNursery, Task<int>> body) => body(nursery);

    [Child]
    private static Task WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => work(cancellationToken);

    [Child(nameof(OuterAsync))]
    private static Task<object> KeepAsync(object argument, CancellationToken cancellationToken) => Task.FromResult(argument);

    [Nursery]
    public partial Task<int> LimitedAsync(Func<CancellationToken, Task<int>> body, [Timeout] TimeSpan limit);

    private static Task<int> LimitedAsync(LimitedNursery nursery, Func<CancellationToken, Task<int>> body) => body(nursery.Token);

    [Timeout(1_000)]
    public partial Task ScopeAsync(int depth, CancellationToken cancellationToken);

    private async Task ScopeAsync(CancelScope scope, int depth)
    {
        await Checkpoint.YieldAsync(scope.Token);
        if (depth > 1)
            await ScopeAsync(depth - 1, scope.Token);
    }

    /// <summary>Each level is entered from a stack of its own; leaving goes all the way back.</summary>
    [Nursery]
    public partial Task NestAsync(int depth, CancellationToken cancellationToken = default);

    private async Task NestAsync(NestNursery nursery, int depth)
    {
        await Task.Yield();
        Interlocked.Increment(ref _deepest);
        if (depth > 1)
            await NestAsync(depth - 1, nursery.Token);
    }

    internal readonly partial struct OuterNursery;

    internal readonly partial struct InnerNursery;
}
