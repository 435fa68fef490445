namespace NurseryGen.Engine;

/// <summary>A child that hands its result on instead of keeping it for a handle: what declared nurseries start. Pooled.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">The result.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class DeliveringChild<TSelf, T, TArguments> : TaskNode<T>
    where TSelf : DeliveringChild<TSelf, T, TArguments>, new()
{
    private readonly PoolStore _pool = Pool<TSelf>.Store;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.Arguments"/>
    protected TArguments Arguments = default!;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.ChildNode(ChildInfo)"/>
    protected DeliveringChild(ChildInfo info)
        : base(info, isPooled: true)
    {
    }

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.StartCore"/>
    protected static void StartCore(in ScopeHandle nursery, TArguments arguments)
    {
        var node = Pool<TSelf>.Rent();
        node.Arguments = arguments;
        node.Enter(nursery);
    }

    /// <summary>Takes the result of the child, which succeeded.</summary>
    protected abstract void Deliver(T result);

    private protected sealed override void SetResult(T result) => Deliver(result);

    private protected sealed override void DropArguments() => Arguments = default!;

    private protected sealed override void Recycle() => _pool.TryPut(this);
}
