using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>A child that hands its result on instead of keeping it for a handle: what declared and Each nurseries start. Pooled.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class DeliveringChild<TSelf, T> : TaskNode<T>
    where TSelf : DeliveringChild<TSelf, T>, new()
{
    private readonly PoolStore _pool = Pool<TSelf>.Store;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected DeliveringChild(ChildInfo info)
        : base(info, isPooled: true)
    {
    }

    /// <summary>Takes a node whose arguments can be set.</summary>
    /// <returns>A node that <see cref="Start"/> sets going.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TSelf Rent() => Pool<TSelf>.Rent();

    /// <summary>Enters the nursery and sets the child going.</summary>
    /// <param name="nursery">The nursery.</param>
    protected void Start(in Nursery nursery) => Enter(nursery);

    /// <summary>The child succeeded.</summary>
    /// <param name="result">Its result.</param>
    protected abstract void Deliver(T result);

    private protected sealed override void SetResult(T result) => Deliver(result);

    private protected override void Recycle() => _pool.TryPut(this);
}
