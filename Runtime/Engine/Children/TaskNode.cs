namespace NurseryGen.Engine;

/// <summary>A child whose method returns a task without a result: calls it and watches the task.</summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class TaskNode : ChildNode
{
    private ValueTask _task;

    private protected TaskNode(ChildInfo info, bool isPooled)
        : base(info, isPooled)
    {
    }

    /// <summary>Calls the child's method.</summary>
    protected abstract ValueTask Invoke();

    /// <summary>What happens instead where the child's own timeout passed and it moves on.</summary>
    protected virtual void Fallback()
    {
    }

    private protected sealed override void UseFallback() => Fallback();

    private protected sealed override void Call()
    {
        ValueTask task;
        try
        {
            task = Invoke();
            if (!task.IsCompleted)
            {
                _task = task;
                task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnTaskCompletedAction);
                return;
            }
        }
        catch (Exception error)
        {
            // Thrown before there was a task; or the child handed on a value task that was awaited already.
            Fail(error);
            return;
        }

        End(task);
    }

    private protected sealed override void OnTaskCompleted()
    {
        var task = _task;
        _task = default;
        End(task);
    }

    private void End(ValueTask task)
    {
        Task failed;
        try
        {
            // A value task's source is user code, and may learn only when it is read that it failed: JoinAsync's is one.
            if (task.IsCompletedSuccessfully)
            {
                task.GetAwaiter().GetResult();
                failed = Task.CompletedTask;
            }
            else
            {
                failed = task.AsTask();
            }
        }
        catch (Exception error)
        {
            Fail(error);
            return;
        }

        if (failed.IsCompletedSuccessfully)
            Succeed();
        else
            Fail(failed);
    }
}

/// <summary>A child whose method returns a task with a result: calls it and watches the task. Keeps the result for the child's handle,
/// unless a derived class hands it on.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class TaskNode<T> : ChildNode, IValueTaskSource<T>
{
    private ValueTask<T> _task;
    private T _result = default!;

    private protected TaskNode(ChildInfo info, bool isPooled)
        : base(info, isPooled)
    {
    }

    /// <summary>The result of a child that succeeded and has a handle; else the default.</summary>
    internal T ResultAfterEnd => _result;

    /// <summary>Calls the child's method.</summary>
    protected abstract ValueTask<T> Invoke();

    /// <summary>The result where the child's own timeout passed and it moves on.</summary>
    protected virtual T Fallback() => default!;

    private protected virtual void SetResult(T result) => _result = result;

    private protected sealed override void UseFallback() => SetResult(Fallback());

    private protected sealed override void Call()
    {
        ValueTask<T> task;
        try
        {
            task = Invoke();
            if (!task.IsCompleted)
            {
                _task = task;
                task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnTaskCompletedAction);
                return;
            }
        }
        catch (Exception error)
        {
            // Thrown before there was a task; or the child handed on a value task that was awaited already.
            Fail(error);
            return;
        }

        End(task);
    }

    private protected sealed override void OnTaskCompleted()
    {
        var task = _task;
        _task = default;
        End(task);
    }

    private void End(ValueTask<T> task)
    {
        Task<T>? failed = null;
        try
        {
            // A value task's source, and a conversion to the nursery's result, are user code.
            if (task.IsCompletedSuccessfully)
                SetResult(task.Result);
            else
                failed = task.AsTask();
        }
        catch (Exception error)
        {
            Fail(error);
            return;
        }

        if (failed is null)
            Succeed();
        else
            Fail(failed);
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
