using System.ComponentModel;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>A child with a result. Its node is what <see cref="Child{T}"/> points at, and lives as long as that does.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ResultNode<T> : ChildNode, IValueTaskSource<T>
{
    private readonly ChildInfo _info;
    private ValueTask<T> _task;
    private T _result = default!;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected ResultNode(ChildInfo info) => _info = info;

    internal override ChildInfo Info => _info;

    /// <summary>The result of a child that succeeded; else the default.</summary>
    internal T ResultAfterEnd => _result;

    /// <summary>Enters the nursery and sets the child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <returns>The child's handle.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected Child<T> Start(Nursery nursery)
    {
        Enter(nursery);
        return new Child<T>(this);
    }

    /// <summary>Calls the child's method.</summary>
    /// <returns>Its task.</returns>
    protected abstract ValueTask<T> Invoke();

    /// <summary>The result where the child's own timeout passed and it moves on.</summary>
    /// <returns>The substitute.</returns>
    protected virtual T Fallback() => default!;

    private protected sealed override void UseFallback() => _result = Fallback();

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
            _result = task.Result;
        }
        catch (Exception error)
        {
            // A value task may learn only when it is read that it failed.
            Fail(error);
            return;
        }

        Succeed();
    }

    private protected sealed override void Recycle()
    {
        // The handle keeps the result: the node is not pooled.
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        ThrowUnlessSucceeded(token);
        return _result;
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => HandleStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnHandleCompleted(continuation, state, token, flags);
}
