using System.ComponentModel;
using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>A child of an Each nursery with a result. The pump has taken its slot.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">The result.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class EachNode<TSelf, T, TArguments> : DeliveringChild<TSelf, T, TArguments>
    where TSelf : EachNode<TSelf, T, TArguments>, new()
{
    private EachSink<T> _sink = null!;
    private int _index;
    private bool _succeeded;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected EachNode(ChildInfo info)
        : base(info)
    {
    }

    private protected sealed override bool TakesSlot => false;

    private protected sealed override bool KeepsSlot => _succeeded && _sink.KeepsSlot;

    /// <summary>Enters the nursery and sets a child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="sink">Where its result goes.</param>
    /// <param name="arguments">What the child's method is called with.</param>
    protected static void StartCore(in ScopeHandle nursery, EachSink<T> sink, TArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var node = Rent(arguments);
        node._sink = sink;
        node._index = sink.Add();
        node._succeeded = false;
        node.HoldsSlot = nursery.Scope.PassSlot();
        node.Enter(nursery);
    }

    /// <inheritdoc/>
    protected sealed override void Deliver(T result)
    {
        _succeeded = true;
        _sink.Succeed(_index, result);
    }

    private protected sealed override bool Absorb(Exception failure) => _sink.Fail(_index, failure);

    private protected sealed override void OnCancelled() => _sink.Cancel(_index, Cancellation());

    private protected sealed override void Recycle()
    {
        _sink = null!;
        base.Recycle();
    }
}

/// <summary>A child of an Each nursery without a result. The pump has taken its slot.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class EachNode<TSelf, TArguments> : ChildNode<TSelf, TArguments>
    where TSelf : EachNode<TSelf, TArguments>, new()
{
    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected EachNode(ChildInfo info)
        : base(info)
    {
    }

    private protected sealed override bool TakesSlot => false;

    /// <summary>Enters the nursery and sets a child going, which has no handle.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="arguments">What the child's method is called with.</param>
    protected static new void StartCore(in ScopeHandle nursery, TArguments arguments)
    {
        var node = Rent(arguments);
        node.HoldsSlot = nursery.Scope.PassSlot();
        node.Enter(nursery);
    }
}
