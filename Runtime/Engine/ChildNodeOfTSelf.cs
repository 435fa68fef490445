using System.ComponentModel;

namespace NurseryGen.Engine;

/// <summary>A child without a result. Its nodes are pooled, one pool for each child method.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChildNode<TSelf> : ChildNode
    where TSelf : ChildNode<TSelf>, new()
{
    private readonly ChildInfo _info;
    private ValueTask _task;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected ChildNode(ChildInfo info) => _info = info;

    internal override ChildInfo Info => _info;

    /// <summary>Takes a node whose arguments can be set.</summary>
    /// <returns>A node that <see cref="Start"/> sets going.</returns>
    protected static TSelf Rent()
    {
        var node = Pool<TSelf>.Rent();
        node.ResetHandle();
        return node;
    }

    /// <summary>Enters the nursery and sets the child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <returns>The child's handle.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected Child Start(Nursery nursery)
    {
        var child = new Child(this, HandleVersion);
        try
        {
            Enter(nursery);
        }
        catch (InvalidOperationException)
        {
            Clear();
            Pool<TSelf>.Return((TSelf)this);
            throw;
        }

        return child;
    }

    /// <summary>Calls the child's method.</summary>
    /// <returns>Its task.</returns>
    protected abstract ValueTask Invoke();

    /// <summary>What happens instead where the child's own timeout passed and it moves on.</summary>
    protected virtual void Fallback()
    {
    }

    private protected sealed override void UseFallback() => Fallback();

    private protected sealed override void Call() => _task = Invoke();

    private protected sealed override void Watch()
    {
        var awaiter = _task.ConfigureAwait(false).GetAwaiter();
        bool isCompleted;
        try
        {
            isCompleted = awaiter.IsCompleted;
            if (!isCompleted)
            {
                awaiter.UnsafeOnCompleted(OnTaskCompletedAction);
            }
        }
        catch (Exception error)
        {
            // The child handed on a value task that somebody had awaited already.
            Fail(error);
            return;
        }

        if (isCompleted)
        {
            OnTaskCompleted();
        }
    }

    private protected sealed override void OnTaskCompleted()
    {
        var task = _task;
        _task = default;
        if (!task.IsCompletedSuccessfully)
        {
            Fail(task.AsTask());
            return;
        }

        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            // A value task may learn only when it is read that it failed: JoinAsync's is one.
            Fail(error);
            return;
        }

        Succeed();
    }

    private protected sealed override void Recycle()
    {
        RetireHandle();
        Pool<TSelf>.Return((TSelf)this);
    }
}
