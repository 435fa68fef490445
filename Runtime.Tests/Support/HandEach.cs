using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What the generator writes for the child of an Each nursery, by hand.</summary>
internal sealed class HandEach<TKind, TItem, T>() : EachNode<HandEach<TKind, TItem, T>, T>(TKind.Info)
    where TKind : IChildKind
{
    private Func<TItem, CancellationToken, ValueTask<T>> _child = null!;
    private TItem _item = default!;

    public static void Start(Nursery nursery, EachSink<T> sink, Func<TItem, CancellationToken, ValueTask<T>> child, TItem item)
    {
        var node = Rent();
        node._child = child;
        node._item = item;
        node.Start(nursery, sink);
    }

    protected override ValueTask<T> Invoke() => _child(_item, Token);

    protected override void Clear()
    {
        _child = null!;
        _item = default!;
    }
}

/// <summary>The same, without a result.</summary>
internal sealed class HandEach<TKind, TItem>() : EachNode<HandEach<TKind, TItem>>(TKind.Info)
    where TKind : IChildKind
{
    private Func<TItem, CancellationToken, ValueTask> _child = null!;
    private TItem _item = default!;

    public static void Start(Nursery nursery, Func<TItem, CancellationToken, ValueTask> child, TItem item)
    {
        var node = Rent();
        node._child = child;
        node._item = item;
        node.Start(nursery);
    }

    protected override ValueTask Invoke() => _child(_item, Token);

    protected override void Clear()
    {
        _child = null!;
        _item = default!;
    }
}
