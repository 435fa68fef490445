namespace NurseryGen.Engine;

/// <summary>A stream as its reader sees it.</summary>
/// <param name="open">Opens the nursery for an enumeration, which is given a token, and the reader to tell of its end.</param>
[StackTraceHidden]
internal sealed class Stream<T>(Func<CancellationToken, StreamReader<T>, IAsyncEnumerator<T>> open) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamReader<T>(open, cancellationToken);
}

/// <summary>Reads an iterator, and throws what that ended with: an iterator would put a line of its own on the trace.</summary>
[StackTraceHidden]
internal sealed class StreamReader<T> : IAsyncEnumerator<T>, IValueTaskSource<bool>, IValueTaskSource
{
    private readonly IAsyncEnumerator<T> _results;
    private readonly Action _onMoved;
    private readonly Action _onDisposed;
    private ManualResetValueTaskSourceCore<bool> _step;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _move;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _disposal;

    public StreamReader(Func<CancellationToken, StreamReader<T>, IAsyncEnumerator<T>> open, CancellationToken cancellationToken)
    {
        _results = open(cancellationToken, this);
        _onMoved = OnMoved;
        _onDisposed = OnDisposed;
    }

    /// <summary>What the iterator ended with, thrown once.</summary>
    public Exception? EndError { get; set; }

    public T Current => _results.Current;

    public ValueTask<bool> MoveNextAsync()
    {
        var move = _results.MoveNextAsync().ConfigureAwait(false).GetAwaiter();
        _step.Reset();
        _move = move;
        if (move.IsCompleted)
            OnMoved();
        else
            move.UnsafeOnCompleted(_onMoved);

        return new ValueTask<bool>(this, _step.Version);
    }

    public ValueTask DisposeAsync()
    {
        var disposal = _results.DisposeAsync().ConfigureAwait(false).GetAwaiter();
        _step.Reset();
        _disposal = disposal;
        if (disposal.IsCompleted)
            OnDisposed();
        else
            disposal.UnsafeOnCompleted(_onDisposed);

        return new ValueTask(this, _step.Version);
    }

    private void OnMoved() => End(static reader => reader._move.GetResult());

    private void OnDisposed() => End(static reader =>
    {
        reader._disposal.GetResult();
        return false;
    });

    private void End(Func<StreamReader<T>, bool> getResult)
    {
        var hasMoved = false;
        Exception? error;
        try
        {
            hasMoved = getResult(this);
            error = hasMoved ? null : EndError;
            EndError = null;
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        if (error is null)
            _step.Signal(hasMoved);
        else
            _step.SignalException(error);
    }

    public bool GetResult(short token) => _step.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _step.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _step.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _step.OnCompleted(continuation, state, token, flags);
}
