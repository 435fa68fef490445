using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What the generator writes for a child that takes a <see cref="Ready{T}"/>, by hand.</summary>
internal sealed class HandReady<TKind, T>(Func<Ready<T>, CancellationToken, Task> child) : ReadyNode<T>(TKind.Info)
    where TKind : IChildKind
{
    private Func<Ready<T>, CancellationToken, Task>? _child = child;

    public static ValueTask<T> StartAsync(
        Nursery nursery, Func<Ready<T>, CancellationToken, Task> child, CancellationToken starter = default) =>
        new HandReady<TKind, T>(child).StartWithValue(nursery, starter);

    protected override ValueTask Invoke() => new(_child!(ReadyWithValue, Token));

    protected override void Clear() => _child = null;
}

/// <summary>What the generator writes for a child that takes a <see cref="Ready"/>, by hand.</summary>
internal sealed class HandReady<TKind>(Func<Ready, CancellationToken, Task> child) : ReadyNode<bool>(TKind.Info)
    where TKind : IChildKind
{
    private Func<Ready, CancellationToken, Task>? _child = child;

    public static ValueTask StartAsync(Nursery nursery, Func<Ready, CancellationToken, Task> child, CancellationToken starter = default) =>
        new HandReady<TKind>(child).StartWithoutValue(nursery, starter);

    protected override ValueTask Invoke() => new(_child!(ReadyWithoutValue, Token));

    protected override void Clear() => _child = null;
}
