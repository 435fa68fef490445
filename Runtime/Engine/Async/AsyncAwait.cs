namespace NurseryGen.Engine;

/// <summary>An await in a method of <see cref="ChildMethodBuilder"/>: puts the method into a box, at its first one, and the box to the
/// awaiter.</summary>
[StackTraceHidden]
internal static class AsyncAwait
{
    public static void OnCompleted<TAwaiter, TStateMachine, T>(
        ref TAwaiter awaiter, ref TStateMachine stateMachine, ref AsyncBox<T>? field)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        var box = BoxOf(ref stateMachine, ref field);
        try
        {
            awaiter.OnCompleted(box.Suspend());
        }
        catch (Exception error)
        {
            Throw(error);
        }
    }

    public static void UnsafeOnCompleted<TAwaiter, TStateMachine, T>(
        ref TAwaiter awaiter, ref TStateMachine stateMachine, ref AsyncBox<T>? field)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        var box = BoxOf(ref stateMachine, ref field);
        if (typeof(TAwaiter) == typeof(YieldAwaitable.YieldAwaiter)
            && SynchronizationContext.Current is null
            && TaskScheduler.Current == TaskScheduler.Default)
        {
            // The awaiter would wrap the delegate in a work item; the box is one itself.
            box.Yield();
            return;
        }

        try
        {
            awaiter.UnsafeOnCompleted(box.Suspend());
        }
        catch (Exception error)
        {
            Throw(error);
        }
    }

    private static AsyncBox<TStateMachine, T> BoxOf<TStateMachine, T>(ref TStateMachine stateMachine, ref AsyncBox<T>? field)
        where TStateMachine : IAsyncStateMachine
    {
        if (field is not null)
        {
            // Until the method that awaits has ended, only this method writes the field: the box is of this type.
            return Unsafe.As<AsyncBox<TStateMachine, T>>(field);
        }

        var box = Pool<AsyncBox<TStateMachine, T>>.Rent();

        // The field is the state machine's own: set before that is copied, so the copy, too, knows its box.
        field = box;
        box.Keep(stateMachine);
        return box;
    }

    /// <summary>
    /// The awaiter is broken. It may have kept the delegate before it threw, so the method must not be ended by the exception, nor may that
    /// be lost: it is thrown on a thread of the pool and ends the process, as with .NET's own builders.
    /// </summary>
    private static void Throw(Exception error) =>
        ThreadPool.QueueUserWorkItem(static error => error.Throw(), ExceptionDispatchInfo.Capture(error), preferLocal: false);
}
