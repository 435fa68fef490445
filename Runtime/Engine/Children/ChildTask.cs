namespace NurseryGen.Engine;

/// <summary>A task that <c>AsTask</c> gives out of a child's handle. It ends as the child did, before the nursery or a join goes
/// on.</summary>
internal interface IChildTask
{
    Task Task { get; }

    void Succeed(ChildNode child);

    void Fail(Exception error);

    void Cancel(CancellationToken cancellationToken);
}

/// <inheritdoc cref="IChildTask"/>
internal sealed class ChildTask() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IChildTask
{
    public void Succeed(ChildNode child) => SetResult();

    public void Fail(Exception error)
    {
        SetException(error);
        Task.IgnoreUnobserved();
    }

    public void Cancel(CancellationToken cancellationToken) => SetCanceled(cancellationToken);
}

/// <inheritdoc cref="IChildTask"/>
/// <typeparam name="T">The result.</typeparam>
internal sealed class ChildTask<T>() : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IChildTask
{
    Task IChildTask.Task => Task;

    public void Succeed(ChildNode child) => SetResult(((TaskNode<T>)child).ResultAfterEnd);

    public void Fail(Exception error)
    {
        SetException(error);
        Task.IgnoreUnobserved();
    }

    public void Cancel(CancellationToken cancellationToken) => SetCanceled(cancellationToken);
}

/// <summary>Keeps a failure from being reported as unobserved: its nursery throws it.</summary>
internal static class ChildTaskExtensions
{
    public static void IgnoreUnobserved(this Task task) => _ = task.Exception;
}
