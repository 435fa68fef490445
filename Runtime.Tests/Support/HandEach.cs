using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What the generator writes for the child of an Each nursery, by hand.</summary>
internal sealed class HandEach<TKind, TItem, T>()
    : EachNode<HandEach<TKind, TItem, T>, T, (Func<TItem, CancellationToken, ValueTask<T>> Child, TItem Item)>(TKind.Info)
    where TKind : IChildKind
{
    public static void Start(Nursery nursery, EachSink<T> sink, Func<TItem, CancellationToken, ValueTask<T>> child, TItem item) =>
        StartCore(nursery.Handle, sink, (child, item));

    protected override ValueTask<T> Invoke() => Arguments.Child(Arguments.Item, Token);
}

/// <summary>The same, without a result.</summary>
internal sealed class HandEach<TKind, TItem>()
    : ChildNode<HandEach<TKind, TItem>, (Func<TItem, CancellationToken, ValueTask> Child, TItem Item)>(TKind.Info)
    where TKind : IChildKind
{
    public static void Start(Nursery nursery, Func<TItem, CancellationToken, ValueTask> child, TItem item) =>
        StartForItem(nursery.Handle, (child, item));

    protected override ValueTask Invoke() => Arguments.Child(Arguments.Item, Token);
}
