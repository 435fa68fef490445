using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace NurseryGen.Engine;

/// <summary>A child that hands its result on instead of keeping it for a handle: what declared and Each nurseries start. Pooled.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">The result.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class DeliveringChild<TSelf, T, TArguments> : TaskNode<T>
    where TSelf : DeliveringChild<TSelf, T, TArguments>, new()
{
    private readonly PoolStore _pool = Pool<TSelf>.Store;

    /// <summary>What the child's method is called with. Dropped at the child's end (S39).</summary>
    [SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "A property would copy all of it.")]
    protected TArguments Arguments = default!;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected DeliveringChild(ChildInfo info)
        : base(info, isPooled: true)
    {
    }

    /// <summary>Enters the nursery and sets a child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="arguments">What the child's method is called with.</param>
    protected static void StartCore(in ScopeHandle nursery, TArguments arguments) => Rent(arguments).Enter(nursery);

    /// <summary>The child succeeded.</summary>
    /// <param name="result">Its result.</param>
    protected abstract void Deliver(T result);

    private protected static TSelf Rent(TArguments arguments)
    {
        var node = Pool<TSelf>.Rent();
        node.Arguments = arguments;
        return node;
    }

    private protected sealed override void SetResult(T result) => Deliver(result);

    private protected sealed override void Clear() => Arguments = default!;

    private protected override void Recycle() => _pool.TryPut(this);
}
