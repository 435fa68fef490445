namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>Nurseries whose bodies and children are what a test says; all else is generated.</summary>
internal sealed partial class Stage
{
    [Nursery]
    public partial Task RunAsync(Func<RunNursery, Task> body, CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery, Func<RunNursery, Task> body) => body(nursery);

    [Nursery]
    public partial ValueTask<int> ComputeAsync(Func<ComputeNursery, Task<int>> body, CancellationToken cancellationToken = default);

    private static async ValueTask<int> ComputeAsync(ComputeNursery nursery, Func<ComputeNursery, Task<int>> body) => await body(nursery);

    [Nursery(Errors = NurseryErrors.Group)]
    public partial Task GroupAsync(Func<GroupNursery, Task> body, CancellationToken cancellationToken = default);

    private static Task GroupAsync(GroupNursery nursery, Func<GroupNursery, Task> body) => body(nursery);

    [Child]
    private static Task WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => work(cancellationToken);

    [Child(Start = ChildStart.Inline)]
    private static Task AtOnceAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => work(cancellationToken);

    internal readonly partial struct RunNursery;

    internal readonly partial struct ComputeNursery;

    internal readonly partial struct GroupNursery;
}
