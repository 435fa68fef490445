using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>A wait for a child that a token can cut short (S46): what <c>WaitAsync</c> returns of a handle.</summary>
/// <typeparam name="T">The child's result; <see cref="bool"/> where it has none.</typeparam>
internal sealed class HandleWait<T> : IValueTaskSource<T>, IValueTaskSource
{
    private const int Waiting = 0;
    private const int ChildEnded = 1;
    private const int Canceled = 2;

    private static readonly Action<object?> s_onCanceled = static wait => ((HandleWait<T>)wait!).End(Canceled);

    private readonly ChildNode _node;
    private readonly short _version;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _link;

    /// <summary>The awaiter goes on from the pool: neither the child's end nor the canceller runs it.</summary>
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private int _state;

    private HandleWait(ChildNode node, short version, CancellationToken cancellationToken)
    {
        _node = node;
        _version = version;
        _cancellationToken = cancellationToken;
        _link = cancellationToken.UnsafeRegister(s_onCanceled, this);
        node.WhenEnded((ushort)version).ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => End(ChildEnded));
    }

    public static HandleWait<T> Begin(ChildNode node, short version, CancellationToken cancellationToken) => new(node, version, cancellationToken);

    public ValueTask Task => new(this, _signal.Version);

    public ValueTask<T> TaskWithResult => new(this, _signal.Version);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        ThrowIfCanceled(token);
        ((IValueTaskSource)_node).GetResult(_version);
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        ThrowIfCanceled(token);
        return ((IValueTaskSource<T>)_node).GetResult(_version);
    }

    private void ThrowIfCanceled(short token)
    {
        _signal.GetResult(token);
        if (Volatile.Read(ref _state) == Canceled)
        {
            throw new OperationCanceledException(_cancellationToken);
        }
    }

    private ValueTaskSourceStatus GetStatus(short token)
    {
        var status = _signal.GetStatus(token);
        return status != ValueTaskSourceStatus.Succeeded ? status
            : Volatile.Read(ref _state) == Canceled ? ValueTaskSourceStatus.Canceled
            : _node.StatusAfterEnd(_version);
    }

    private void End(int state)
    {
        if (Interlocked.CompareExchange(ref _state, state, Waiting) == Waiting)
        {
            _link.Unregister();
            _signal.SetResult(true);
        }
    }
}
