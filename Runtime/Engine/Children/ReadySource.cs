using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>A starter's wait for its child to be ready (S28, S29), and the child that it waits for.</summary>
[StackTraceHidden]
internal sealed class ReadySource<T>(ReadyNode<T> child) : IValueTaskSource<T>, IValueTaskSource
{
    /// <summary>The starter never goes on inside <c>Set</c>: it may block until the child has gone on.</summary>
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private T _value = default!;
    private Exception? _error;

    /// <summary>Pending, or given up by its starter, until it has ended.</summary>
    private int _ended;

    private const int Pending = 0;
    private const int GivenUp = 1;
    private const int Ended = 2;

    public short Token => _signal.Version;

    /// <summary>Whether the starter still waits.</summary>
    public bool IsPending => Volatile.Read(ref _ended) != Ended;

    /// <summary>The starter's token is cancelled. False where the child was ready first (S30).</summary>
    public bool TryGiveUp() => Interlocked.CompareExchange(ref _ended, GivenUp, Pending) == Pending;

    public static InvalidOperationException NotStarted() =>
        new("This value is default(Ready) and belongs to no child. Use the one that the child was given.");

    public override string ToString() => $"{child.Identity}: {(IsPending ? "not ready" : "ready, or ended")}";

    public void Set(T value)
    {
        if (Interlocked.Exchange(ref _ended, Ended) == Ended)
            throw new InvalidOperationException($"{child.Identity.Name} has said already that it is ready: call Set once.");

        AssertNotTold();
        child.LetGoOfStarter();
        _value = value;
        _signal.SetResult(true);
    }

    /// <summary>The child ends before it was ready. False where it was.</summary>
    public bool TryEnd(Exception error)
    {
        if (Interlocked.Exchange(ref _ended, Ended) == Ended)
            return false;

        AssertNotTold();
        child.LetGoOfStarter();
        _error = error;
        _signal.SetResult(true);
        return true;
    }

    [Conditional("DEBUG")]
    private void AssertNotTold() => Debug.Assert(
        _signal.GetStatus(_signal.Version) == ValueTaskSourceStatus.Pending, "The starter is told once, by the one that ended its wait.");

    T IValueTaskSource<T>.GetResult(short token)
    {
        GetResult(token);
        return _value;
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    private void GetResult(short token)
    {
        _signal.GetResult(token);
        Debug.Assert(!IsPending, "The starter goes on once its child was ready or has ended.");
        if (_error is not null)
        {
            child.MarkHandled();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_error);
        }
    }

    private ValueTaskSourceStatus GetStatus(short token)
    {
        var status = _signal.GetStatus(token);
        return status == ValueTaskSourceStatus.Succeeded ? ValueTaskSources.StatusOf(_error) : status;
    }
}
