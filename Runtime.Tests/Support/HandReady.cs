using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What the generator writes for a child that takes a <see cref="Ready{T}"/>, by hand.</summary>
internal sealed class HandReady<TKind, T>() : ReadyNode<T, Func<Ready<T>, CancellationToken, Task>>(TKind.Info)
    where TKind : IChildKind
{
    public static ValueTask<T> StartAsync(
        Nursery nursery, Func<Ready<T>, CancellationToken, Task> child, CancellationToken starter = default) =>
        new HandReady<TKind, T> { Arguments = child }.StartWithValue(nursery.Handle, starter);

    protected override ValueTask Invoke() => new(Arguments(ReadyWithValue, Token));
}

/// <summary>What the generator writes for a child that takes a <see cref="Ready"/>, by hand.</summary>
internal sealed class HandReady<TKind>() : ReadyNode<bool, Func<Ready, CancellationToken, Task>>(TKind.Info)
    where TKind : IChildKind
{
    public static ValueTask StartAsync(Nursery nursery, Func<Ready, CancellationToken, Task> child, CancellationToken starter = default) =>
        new HandReady<TKind> { Arguments = child }.StartWithoutValue(nursery.Handle, starter);

    protected override ValueTask Invoke() => new(Arguments(ReadyWithoutValue, Token));
}
