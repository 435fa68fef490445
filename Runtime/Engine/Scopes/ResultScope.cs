namespace NurseryGen.Engine;

/// <summary>The scope of a nursery with a result: where the result waits for the exit, and how the caller awaits it.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>The scope of a declared nursery is a generated class: it adds a field for each child's result, and says how they make
/// one.</remarks>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class ResultScope<T> : NurseryScope, IValueTaskSource<T>, IValueTaskSource<(bool TimedOut, T Value)>
{
    private bool _hasResult;
    private T _result = default!;

    // Only where the entry returns a Task; made before it is handed out, and forgotten as it ends.
    private AsyncTaskMethodBuilder<T> _task;

    /// <summary>True if the result is put together from what the children left, rather than being the body's.</summary>
    private protected virtual bool CollectsResults => true;

    private protected override bool HasResult => CollectsResults && Info.Policy != NurseryPolicy.Race ? !IsAcknowledged : _hasResult;

    private protected sealed override bool OwnsResults => CollectsResults || _hasResult;

    /// <summary>The nursery's end: after the body and every child, and their children (S1). To be awaited once.</summary>
    public ValueTask<T> ExitAsync() => _exit.TryEndInEntry() ? new ValueTask<T>(TakeResult()) : new ValueTask<T>(this, _exit.Token);

    /// <summary>The nursery's end, for an entry that returns a Task. <c>AsTask</c> would put a line of its own on each failure's
    /// trace.</summary>
    public Task<T> ExitTaskAsync()
    {
        if (_exit.TryEndInEntry())
            return Task.FromResult(TakeResult());

        _task = AsyncTaskMethodBuilder<T>.Create();
        var task = _task.Task;
        if (_exit.GetStatus(_exit.Token) != ValueTaskSourceStatus.Pending)
            EndTask();
        else
            _exit.OnCompleted(static scope => ((ResultScope<T>)scope!).EndTask(), this, _exit.Token, ValueTaskSourceOnCompletedFlags.None);

        return task;
    }

    private void EndTask()
    {
        var task = _task;
        _task = default;
        T result;
        try
        {
            result = TakeResult(_exit.Token).Value;
        }
        catch (Exception error)
        {
            task.SetException(error);
            return;
        }

        task.SetResult(result);
    }

    /// <summary>Ends a nursery that has a fallback: says whether the deadline ended it. To be awaited once.</summary>
    public ValueTask<(bool TimedOut, T Value)> ExitOrMoveOnAsync() => _exit.TryEndInEntry()
        ? new ValueTask<(bool TimedOut, T Value)>((false, TakeResult()))
        : new ValueTask<(bool TimedOut, T Value)>(this, _exit.Token);

    /// <summary>In a race: the child's result is the nursery's, unless another one was first.</summary>
    public void Compete(T result, ChildInfo child) => WinOrDispose(result, child);

    /// <summary>Takes a success in a race. The first result is the nursery's; a later one can't be reached and is disposed of.</summary>
    internal void WinOrDispose(T result, ChildInfo? winner)
    {
        if (TryWin(winner))
        {
            // It is read only after the winner has left.
            SetResult(result);
        }
        else
        {
            DisposeUnreachable(result);
        }
    }

    /// <summary>Makes the result out of the children's, all of which have succeeded. Not called in a race.</summary>
    protected virtual T Collect() => default!;

    /// <summary>Forgets the children's results.</summary>
    protected virtual void Clear()
    {
    }

    /// <summary>The nursery failed: calls <see cref="NurseryScope.DisposeUnreachable"/> for each result that may be disposable.</summary>
    protected virtual void DropAll()
    {
    }

    private protected sealed override void DisposeResults()
    {
        DropAll();

        // A structure's default, where there is no result, could be disposed of too.
        if (_hasResult)
            DisposeUnreachable(_result);
    }

    private protected sealed override void BuildResult()
    {
        if (CollectsResults && Info.Policy != NurseryPolicy.Race)
            SetResult(Collect());
    }

    private protected sealed override void ClearState() => Clear();

    private protected void SetResult(T result)
    {
        _result = result;
        _hasResult = true;
    }

    private protected (bool TimedOut, T Value) TakeResult(short token)
    {
        var info = Info;
        var (error, timedOut) = _exit.Take(token);
        var result = TakeResult();
        ThrowIfFailed(error, info);
        return (timedOut, timedOut ? default! : result);
    }

    /// <summary>The caller has its result: the object is free.</summary>
    private protected T TakeResult()
    {
        var result = _result;
        _result = default!;
        _hasResult = false;
        GiveBack();
        return result;
    }

    T IValueTaskSource<T>.GetResult(short token) => TakeResult(token).Value;

    (bool TimedOut, T Value) IValueTaskSource<(bool TimedOut, T Value)>.GetResult(short token) => TakeResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _exit.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<(bool TimedOut, T Value)>.GetStatus(short token) => _exit.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _exit.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<(bool TimedOut, T Value)>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _exit.OnCompleted(continuation, state, token, flags);
}
