using System.ComponentModel;
using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>A child of an Each nursery with a result. The pump has taken its slot.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class EachNode<TSelf, T> : DeliveringChild<TSelf, T>
    where TSelf : EachNode<TSelf, T>, new()
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

    /// <summary>Enters the nursery and sets the child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="sink">Where its result goes.</param>
    protected void Start(in Nursery nursery, EachSink<T> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sink = sink;
        _index = sink.Add();
        _succeeded = false;
        HoldsSlot = nursery.PassSlot();
        Enter(nursery);
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
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class EachNode<TSelf> : ChildNode<TSelf>
    where TSelf : EachNode<TSelf>, new()
{
    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected EachNode(ChildInfo info)
        : base(info)
    {
    }

    private protected sealed override bool TakesSlot => false;

    /// <summary>Enters the nursery and sets the child going. The child has no handle.</summary>
    /// <param name="nursery">The nursery.</param>
    protected new void Start(in Nursery nursery)
    {
        HoldsSlot = nursery.PassSlot();
        Enter(nursery);
    }
}
