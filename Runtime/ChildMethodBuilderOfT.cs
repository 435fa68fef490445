namespace NurseryGen;

/// <summary>
/// Builds an async method that returns <see cref="ValueTask{TResult}"/>, as <see cref="ChildMethodBuilder"/> does one without a result:
/// <c>[Child, AsyncMethodBuilder(typeof(ChildMethodBuilder&lt;&gt;))] private async ValueTask&lt;int&gt; CountAsync(…)</c>. Trio has no
/// counterpart.
/// </summary>
/// <typeparam name="T">The result.</typeparam>
/// <inheritdoc cref="ChildMethodBuilder" path="/remarks"/>
public struct ChildMethodBuilder<T>
{
    private AsyncBox<T>? _box;

    /// <summary>The result of a method that was never suspended.</summary>
    private T _result;

    /// <inheritdoc cref="ChildMethodBuilder.Task"/>
    public readonly ValueTask<T> Task => _box is { } box ? box.TaskWithResult : new ValueTask<T>(_result);

    /// <inheritdoc cref="ChildMethodBuilder.Create"/>
    public static ChildMethodBuilder<T> Create() => default;

    /// <inheritdoc cref="ChildMethodBuilder.Start"/>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => default(AsyncValueTaskMethodBuilder).Start(ref stateMachine);

    /// <inheritdoc cref="ChildMethodBuilder.SetStateMachine"/>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <inheritdoc cref="ChildMethodBuilder.SetResult"/>
    /// <param name="result">What it returned.</param>
    public void SetResult(T result)
    {
        if (_box is { } box)
            box.SetResult(result);
        else
            _result = result;
    }

    /// <inheritdoc cref="ChildMethodBuilder.SetException"/>
    public void SetException(Exception exception) => (_box ??= new AsyncBox<T>()).SetException(exception);

    /// <inheritdoc cref="ChildMethodBuilder.AwaitOnCompleted"/>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => AsyncAwait.OnCompleted(ref awaiter, ref stateMachine, ref _box);

    /// <inheritdoc cref="ChildMethodBuilder.AwaitOnCompleted"/>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => AsyncAwait.UnsafeOnCompleted(ref awaiter, ref stateMachine, ref _box);
}
