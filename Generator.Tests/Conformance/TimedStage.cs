namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>The same with deadlines, on a clock that stands still until a test advances it (S26).</summary>
internal sealed partial class TimedStage(TimeProvider clock)
{
    public const int Limit = 100;

    [Nursery, Timeout(Limit)]
    public partial Task<int> FailAfterAsync(Func<FailAfterNursery, Task<int>> body, CancellationToken cancellationToken = default);

    private static Task<int> FailAfterAsync(FailAfterNursery nursery, Func<FailAfterNursery, Task<int>> body) => body(nursery);

    [Nursery, Timeout(Limit)]
    public partial Task VoidAsync(Func<VoidNursery, Task> body);

    private static Task VoidAsync(VoidNursery nursery, Func<VoidNursery, Task> body) => body(nursery);

    [Nursery, Timeout(Limit, Fallback = nameof(Cached))]
    public partial Task<int> FallBackAsync(Func<CancellationToken, Task<int>> body, int cached);

    private static Task<int> FallBackAsync(FallBackNursery nursery, Func<CancellationToken, Task<int>> body) => body(nursery.Token);

    private static int Cached(int cached) => cached;

    [Nursery, Timeout(Limit, MoveOn = true)]
    public partial Task<int> MoveOnAsync(Func<CancellationToken, Task<int>> body);

    private static Task<int> MoveOnAsync(MoveOnNursery nursery, Func<CancellationToken, Task<int>> body) => body(nursery.Token);

    [Timeout(Limit)]
    public partial Task<int> ScopeAsync(Func<CancelScope, Task<int>> body, CancellationToken cancellationToken = default);

    private static Task<int> ScopeAsync(CancelScope scope, Func<CancelScope, Task<int>> body) => body(scope);

    [Nursery]
    public partial Task OpenAsync(Func<OpenNursery, Task> body, CancellationToken cancellationToken = default);

    private static Task OpenAsync(OpenNursery nursery, Func<OpenNursery, Task> body) => body(nursery);

    [Child(nameof(OpenAsync)), Timeout(Limit)]
    private static Task LimitedAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => work(cancellationToken);

    [Child(nameof(OpenAsync)), Timeout(Limit, Fallback = nameof(Cached))]
    private static async Task<int> FallingBackAsync(Func<CancellationToken, Task> work, int cached, CancellationToken cancellationToken)
    {
        await work(cancellationToken);
        return -cached;
    }

    internal readonly partial struct FailAfterNursery;

    internal readonly partial struct VoidNursery;

    internal readonly partial struct OpenNursery;
}
