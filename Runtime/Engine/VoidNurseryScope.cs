using System.ComponentModel;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>The scope of a nursery without a result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VoidNurseryScope : NurseryScope, IValueTaskSource, IValueTaskSource<MoveOn>
{
    private readonly Action _onBodyCompleted;
    private ValueTask _body;

    /// <summary>For the pool.</summary>
    public VoidNurseryScope() => _onBodyCompleted = OnBodyCompleted;

    /// <inheritdoc/>
    private protected override bool HasResult => true;

    /// <summary>Opens a nursery with the timeout that its attributes say.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>A scope with one user, the body.</returns>
    public static VoidNurseryScope Open(NurseryInfo info, CancellationToken caller, TimeProvider? clock = null) =>
        Open(info, caller, info.Timeout, clock);

    /// <summary>Opens a nursery with a timeout of its caller's.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="timeout">Zero has already passed, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>A scope with one user, the body.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static VoidNurseryScope Open(NurseryInfo info, CancellationToken caller, TimeSpan timeout, TimeProvider? clock = null)
    {
        ValidateTimeout(timeout, nameof(timeout));
        var scope = Pool<VoidNurseryScope>.Rent();
        scope.OpenNursery(info, caller, timeout, clock);
        return scope;
    }

    /// <summary>The body has been called; this is its task.</summary>
    /// <param name="body">The task.</param>
    public void Run(Task body)
    {
        if (body is null)
        {
            Fail(NullBody());
        }
        else
        {
            Run(new ValueTask(body));
        }
    }

    /// <summary>The body has been called; this is its task.</summary>
    /// <param name="body">The task.</param>
    public void Run(ValueTask body)
    {
        _body = body;
        var awaiter = body.ConfigureAwait(false).GetAwaiter();
        if (awaiter.IsCompleted)
        {
            OnBodyCompleted();
        }
        else
        {
            awaiter.UnsafeOnCompleted(_onBodyCompleted);
        }
    }

    /// <summary>The nursery's end: after the body and every child, and their children (S1).</summary>
    /// <returns>A task to await once.</returns>
    public ValueTask ExitAsync() => new(this, ExitToken);

    /// <summary>The same, for a nursery with a fallback.</summary>
    /// <returns>A task to await once; it says whether the deadline ended the nursery.</returns>
    public ValueTask<MoveOn> ExitOrMoveOnAsync() => new(this, ExitToken);

    private void OnBodyCompleted()
    {
        var body = _body;
        _body = default;
        if (!body.IsCompletedSuccessfully)
        {
            Report(body.AsTask(), child: null);
            LeaveBody();
            return;
        }

        try
        {
            body.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            // A value task may learn only when it is read that it failed: JoinAsync's is one.
            Report(error, child: null);
        }

        LeaveBody();
    }

    private bool TakeResult(short token)
    {
        var (error, timedOut) = TakeExit(token);
        Pool<VoidNurseryScope>.ReturnOrDiscard(this);
        ThrowIfFailed(error);
        return timedOut;
    }

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    MoveOn IValueTaskSource<MoveOn>.GetResult(short token) => new(TakeResult(token));

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ExitStatus(token);

    ValueTaskSourceStatus IValueTaskSource<MoveOn>.GetStatus(short token) => ExitStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnExit(continuation, state, token, flags);

    void IValueTaskSource<MoveOn>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnExit(continuation, state, token, flags);
}
