namespace NurseryGen.Engine;

/// <summary>Completing sources and reading tasks, the way all of the engine does it.</summary>
[StackTraceHidden]
internal static class ValueTaskSources
{
    /// <summary>Lets the continuation run inline while there is stack for it (S40).</summary>
    public static void Signal(this ref ManualResetValueTaskSourceCore<bool> source) => source.Signal(true);

    /// <inheritdoc cref="Signal"/>
    public static void Signal<T>(this ref ManualResetValueTaskSourceCore<T> source, T result)
    {
        source.RunContinuationsAsynchronously = !RuntimeHelpers.TryEnsureSufficientExecutionStack();
        source.SetResult(result);
    }

    /// <inheritdoc cref="Signal"/>
    public static void SignalException<T>(this ref ManualResetValueTaskSourceCore<T> source, Exception error)
    {
        source.RunContinuationsAsynchronously = !RuntimeHelpers.TryEnsureSufficientExecutionStack();
        source.SetException(error);
    }

    /// <summary>The status of a source that ended with this exception, or without one.</summary>
    public static ValueTaskSourceStatus StatusOf(Exception? error) => error switch
    {
        null => ValueTaskSourceStatus.Succeeded,
        OperationCanceledException => ValueTaskSourceStatus.Canceled,
        _ => ValueTaskSourceStatus.Faulted,
    };

    /// <summary>The exception of a task that failed or was cancelled: as <see langword="await"/> would throw it, but nothing is lost where
    /// a task carries several, and nothing is thrown where that can be helped.</summary>
    public static Exception ExceptionOf(Task task)
    {
        if (task.IsFaulted)
        {
            var errors = task.Exception.InnerExceptions;
            return errors.Count == 1 ? errors[0] : new ExceptionGroup("A task failed in several ways", errors);
        }

        try
        {
            task.GetAwaiter().GetResult();
            throw new InvalidOperationException("The task has neither failed nor been cancelled.");
        }
        catch (OperationCanceledException cancellation)
        {
            return cancellation;
        }
    }
}
