namespace NurseryGen.Engine;

/// <summary>A child of an Each nursery that leaves its result in a sink. The pump has taken its slot.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">The result.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class EachNode<TSelf, T, TArguments> : TaskNode<T>
    where TSelf : EachNode<TSelf, T, TArguments>, new()
{
    private readonly PoolStore _pool = Pool<TSelf>.Store;
    private EachSink<T> _sink = null!;
    private int _index;
    private bool _succeeded;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.Arguments"/>
    protected TArguments Arguments = default!;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.ChildNode(ChildInfo)"/>
    protected EachNode(ChildInfo info)
        : base(info, isPooled: true)
    {
    }

    private protected sealed override bool KeepsSlot => _succeeded && _sink.KeepsSlot;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.StartForItem"/>
    protected static void StartCore(in ScopeHandle nursery, EachSink<T> sink, TArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(sink);
        EachNode<TSelf, T, TArguments> node = Pool<TSelf>.Rent();
        node.Arguments = arguments;
        node._sink = sink;
        node._index = sink.Add();
        node._succeeded = false;
        node.EnterForItem(nursery);
    }

    private protected sealed override void SetResult(T result)
    {
        _succeeded = true;
        _sink.Succeed(_index, result);
    }

    private protected sealed override bool Absorb(Exception failure) => _sink.Fail(_index, failure);

    private protected sealed override void OnCancelled() => _sink.Cancel(_index, Cancellation());

    private protected sealed override void DropArguments()
    {
        Arguments = default!;
        _sink = null!;
    }

    private protected sealed override void Recycle() => _pool.TryPut(this);
}
