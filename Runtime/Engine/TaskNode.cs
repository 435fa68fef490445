using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>A child whose method returns a task without a result: calls it and watches the task.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class TaskNode : ChildNode
{
    private ValueTask _task;

    private protected TaskNode(ChildInfo info, bool isPooled)
        : base(info, isPooled)
    {
    }

    /// <summary>Calls the child's method.</summary>
    /// <returns>Its task.</returns>
    protected abstract ValueTask Invoke();

    /// <summary>What happens instead where the child's own timeout passed and it moves on.</summary>
    protected virtual void Fallback()
    {
    }

    private protected sealed override void UseFallback() => Fallback();

    private protected sealed override void Call(LocalQueue? turn)
    {
        ValueTask task;
        try
        {
            turn?.BeginCall();
            task = Invoke();
            if (turn?.EndCall() is { } method && method.Task == task && turn.TryAwait(method, this))
            {
                // It will tell.
                return;
            }

            if (!task.IsCompleted)
            {
                Count();
                _task = task;
                task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnTaskCompletedAction);
                return;
            }
        }
        catch (Exception error)
        {
            // Thrown before there was a task; or the child handed on a value task that somebody had awaited already.
            turn?.EndCall();
            Fail(error);
            return;
        }

        End(task, turn);
    }

    private protected sealed override void OnTaskCompleted()
    {
        var task = _task;
        _task = default;
        End(task, null);
    }

    internal sealed override void OnMethodSucceeded(AsyncBox method)
    {
        method.Free();
        Succeed();
    }

    internal sealed override void OnMethodFailed(AsyncBox method) => End(method.Task, null);

    private void End(ValueTask task, LocalQueue? turn)
    {
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

        Succeed(turn);
    }
}

/// <summary>A child whose method returns a task with a result: calls it and watches the task.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class TaskNode<T> : ChildNode
{
    private ValueTask<T> _task;

    private protected TaskNode(ChildInfo info, bool isPooled)
        : base(info, isPooled)
    {
    }

    /// <summary>Calls the child's method.</summary>
    /// <returns>Its task.</returns>
    protected abstract ValueTask<T> Invoke();

    /// <summary>The result where the child's own timeout passed and it moves on.</summary>
    /// <returns>The substitute.</returns>
    protected virtual T Fallback() => default!;

    /// <summary>Keeps the result.</summary>
    private protected abstract void SetResult(T result);

    private protected sealed override void UseFallback() => SetResult(Fallback());

    private protected sealed override void Call(LocalQueue? turn)
    {
        ValueTask<T> task;
        try
        {
            turn?.BeginCall();
            task = Invoke();
            if (turn?.EndCall() is AsyncBox<T> method && method.TaskWithResult == task && turn.TryAwait(method, this))
            {
                // It will tell.
                return;
            }

            if (!task.IsCompleted)
            {
                Count();
                _task = task;
                task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnTaskCompletedAction);
                return;
            }
        }
        catch (Exception error)
        {
            // As above.
            turn?.EndCall();
            Fail(error);
            return;
        }

        End(task, turn);
    }

    private protected sealed override void OnTaskCompleted()
    {
        var task = _task;
        _task = default;
        End(task, null);
    }

    internal sealed override void OnMethodSucceeded(AsyncBox method)
    {
        try
        {
            SetResult(Unsafe.As<AsyncBox<T>>(method).TakeResult());
        }
        catch (Exception error)
        {
            // A user's conversion to the nursery's result threw.
            Fail(error);
            return;
        }

        Succeed();
    }

    internal sealed override void OnMethodFailed(AsyncBox method) => End(Unsafe.As<AsyncBox<T>>(method).TaskWithResult, null);

    private void End(ValueTask<T> task, LocalQueue? turn)
    {
        if (!task.IsCompletedSuccessfully)
        {
            Fail(task.AsTask());
            return;
        }

        try
        {
            SetResult(task.Result);
        }
        catch (Exception error)
        {
            // As above; or a user's conversion to the nursery's result threw.
            Fail(error);
            return;
        }

        Succeed(turn);
    }
}
