namespace NurseryGen.Engine;

/// <summary>A child without a result. Its nodes are pooled, one pool for each child method.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class ChildNode<TSelf, TArguments> : TaskNode
    where TSelf : ChildNode<TSelf, TArguments>, new()
{
    private readonly PoolStore _pool = Pool<TSelf>.Store;

    /// <summary>What the child's method is called with. Dropped at the child's end (S39).</summary>
    protected TArguments Arguments = default!;

    /// <summary>Makes a node for children of that method.</summary>
    protected ChildNode(ChildInfo info)
        : base(info, isPooled: true)
    {
    }

    /// <summary>Enters the nursery and sets a child going, or throws <see cref="InvalidOperationException"/> if that is closed.</summary>
    protected static Child StartCore(in ScopeHandle nursery, TArguments arguments) => Rent(arguments).EnterOrRecycle(nursery);

    /// <summary>Starts a child for an item, in the slot that the pump has taken for it. It has no handle.</summary>
    protected static void StartForItem(in ScopeHandle nursery, TArguments arguments) => Rent(arguments).EnterForItem(nursery);

    private protected static TSelf Rent(TArguments arguments)
    {
        var node = Pool<TSelf>.Rent();
        node.Arguments = arguments;
        return node;
    }

    private protected Child EnterOrRecycle(in ScopeHandle nursery)
    {
        var child = new Child(this, HandleVersion);
        try
        {
            Enter(nursery);
        }
        catch (InvalidOperationException)
        {
            DropArguments();
            Recycle();
            throw;
        }

        return child;
    }

    private protected sealed override void DropArguments() => Arguments = default!;

    private protected sealed override void Recycle() => _pool.TryPut(this);
}
