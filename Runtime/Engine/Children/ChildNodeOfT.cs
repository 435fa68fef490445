using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace NurseryGen.Engine;

/// <summary>A child without a result. Its nodes are pooled, one pool for each child method.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class ChildNode<TSelf, TArguments> : TaskNode
    where TSelf : ChildNode<TSelf, TArguments>, new()
{
    private readonly PoolStore _pool = Pool<TSelf>.Store;

    /// <summary>What the child's method is called with. Dropped at the child's end (S39).</summary>
    [SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "A property would copy all of it.")]
    protected TArguments Arguments = default!;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected ChildNode(ChildInfo info)
        : base(info, isPooled: true)
    {
    }

    /// <summary>Enters the nursery and sets a child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="arguments">What the child's method is called with.</param>
    /// <returns>The child's handle.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected static Child StartCore(in ScopeHandle nursery, TArguments arguments) => Rent(arguments).EnterOrRecycle(nursery);

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
            Clear();
            Recycle();
            throw;
        }

        return child;
    }

    private protected sealed override void Clear() => Arguments = default!;

    private protected sealed override void Recycle() => _pool.TryPut(this);
}
