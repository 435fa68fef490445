using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>A child without a result. Its nodes are pooled, one pool for each child method.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class ChildNode<TSelf> : TaskNode
    where TSelf : ChildNode<TSelf>, new()
{
    private readonly PoolStore _pool = Pool<TSelf>.Store;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected ChildNode(ChildInfo info)
        : base(info, isPooled: true)
    {
    }

    /// <summary>Takes a node whose arguments can be set.</summary>
    /// <returns>A node that <see cref="Start"/> sets going.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TSelf Rent() => Pool<TSelf>.Rent();

    /// <summary>Enters the nursery and sets the child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <returns>The child's handle.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected Child Start(in Nursery nursery)
    {
        var child = new Child(this, HandleVersion);
        try
        {
            Enter(nursery);
        }
        catch (InvalidOperationException)
        {
            Clear();
            _pool.TryPut(this);
            throw;
        }

        return child;
    }

    private protected sealed override void Recycle() => _pool.TryPut(this);
}
