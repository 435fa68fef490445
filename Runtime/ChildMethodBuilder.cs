namespace NurseryGen;

/// <summary>
/// Builds an async method that returns <see cref="ValueTask"/> and, in the steady state, allocates nothing however many of its calls are
/// suspended at once: <c>[Child, AsyncMethodBuilder(typeof(ChildMethodBuilder))] private async ValueTask StepAsync(…)</c>. Trio has no
/// counterpart.
/// </summary>
/// <remarks>
/// <para>
/// What a suspended method keeps, its state machine, waits for its next use in the pools that the engine's own objects come from.
/// <see cref="PoolingAsyncValueTaskMethodBuilder"/> keeps one a thread and one a core, so of a thousand children suspended at once nearly
/// all allocate. It is meant for children, and serves any async method whose callers keep to the rule below.
/// </para>
/// <para>
/// The <see cref="ValueTask"/> must be awaited, or read once complete, once and no more. A nursery does so with its children; code that
/// calls the method itself writes <c>await StepAsync(…)</c>. Only then does the state machine serve again, and only where the method
/// succeeded: what is never awaited, fails or is cancelled is left to the collector. Awaited again after a success, the task throws
/// <see cref="InvalidOperationException"/>.
/// </para>
/// <para>
/// All else is as with other async methods: exceptions, cancellation, what flows in the execution context, and where the method goes on
/// after an await. Calls of the method may run on any threads at once. A builder itself is used by one call of the method, through code
/// that the compiler writes.
/// </para>
/// </remarks>
public struct ChildMethodBuilder
{
    private AsyncBox<bool>? _box;

    /// <summary>The method's task, to be awaited once. One that completed at once without an exception has no state machine to give
    /// back.</summary>
    public readonly ValueTask Task => _box is { } box ? box.Task : default;

    /// <summary>Makes a builder for one call of the method.</summary>
    /// <returns>The builder.</returns>
    public static ChildMethodBuilder Create() => default;

    /// <summary>Runs the method to its first suspension. What it changes in the execution context until then doesn't flow out to its
    /// caller.</summary>
    /// <typeparam name="TStateMachine">The state machine's type.</typeparam>
    /// <param name="stateMachine">The state machine.</param>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => default(AsyncValueTaskMethodBuilder).Start(ref stateMachine);

    /// <summary>Does nothing: the method knows where its state machine is.</summary>
    /// <param name="stateMachine">The state machine.</param>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>The method has returned.</summary>
    public readonly void SetResult() => _box?.SetResult(true);

    /// <summary>
    /// The method has thrown. The task is cancelled if this is an <see cref="OperationCanceledException"/>, else failed; either throws this
    /// very object.
    /// </summary>
    /// <param name="exception">What it threw.</param>
    public void SetException(Exception exception) => (_box ??= new AsyncBox<bool>()).SetException(exception);

    /// <summary>Suspends the method until the awaiter is complete.</summary>
    /// <typeparam name="TAwaiter">The awaiter's type.</typeparam>
    /// <typeparam name="TStateMachine">The state machine's type.</typeparam>
    /// <param name="awaiter">What the method awaits.</param>
    /// <param name="stateMachine">The state machine.</param>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => AsyncAwait.OnCompleted(ref awaiter, ref stateMachine, ref _box);

    /// <inheritdoc cref="AwaitOnCompleted"/>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => AsyncAwait.UnsafeOnCompleted(ref awaiter, ref stateMachine, ref _box);
}
