using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>The scope of a nursery without a result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public sealed class VoidNurseryScope : NurseryScope, IValueTaskSource, IValueTaskSource<bool>
{
    /// <summary>For the pool.</summary>
    public VoidNurseryScope()
    {
    }

    /// <inheritdoc/>
    private protected override bool HasResult => true;

    // Only where the entry returns a Task; made before it is handed out, and forgotten as it ends.
    private AsyncTaskMethodBuilder _task;

    /// <summary>Opens a nursery.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <param name="timeout">The caller's; null is the attributes'. Zero has already passed,
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="name">How the caller names the timeout.</param>
    /// <returns>A scope with one user: the body, or the entry where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static VoidNurseryScope Open(
        NurseryInfo info,
        CancellationToken caller,
        TimeProvider? clock = null,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        var scope = Pool<VoidNurseryScope>.Rent();
        scope.OpenNursery(info, caller, clock, timeout, name);
        return scope;
    }

    /// <summary>The nursery's end: after the body and every child, and their children (S1).</summary>
    /// <returns>A task to await once.</returns>
    public ValueTask ExitAsync()
    {
        if (!TryExitHere())
            return new ValueTask(this, ExitToken);

        Recycle();
        return default;
    }

    /// <summary>The nursery's end, for an entry that returns a Task. <c>AsTask</c> would put a line of its own on each failure's
    /// trace.</summary>
    /// <returns>The task.</returns>
    public Task ExitTaskAsync()
    {
        if (TryExitHere())
        {
            Recycle();
            return Task.CompletedTask;
        }

        _task = AsyncTaskMethodBuilder.Create();
        var task = _task.Task;
        if (ExitStatus(ExitToken) != ValueTaskSourceStatus.Pending)
            EndTask();
        else
            OnExit(static scope => ((VoidNurseryScope)scope!).EndTask(), this, ExitToken, ValueTaskSourceOnCompletedFlags.None);

        return task;
    }

    private void EndTask()
    {
        var task = _task;
        _task = default;
        try
        {
            TakeResult(ExitToken);
        }
        catch (Exception error)
        {
            task.SetException(error);
            return;
        }

        task.SetResult();
    }

    /// <summary>Ends a nursery that has a fallback.</summary>
    /// <returns>A task to await once; true if the deadline ended the nursery.</returns>
    public ValueTask<bool> ExitOrMoveOnAsync()
    {
        if (!TryExitHere())
            return new ValueTask<bool>(this, ExitToken);

        Recycle();
        return new ValueTask<bool>(false);
    }

    /// <summary>A child without a result succeeded in a race.</summary>
    internal void Win(ChildInfo winner) => TryWin(winner);

    private bool TakeResult(short token)
    {
        var info = Info;
        var (error, timedOut) = TakeExit(token);
        Recycle();
        ThrowIfFailed(error, info);
        return timedOut;
    }

    private void Recycle() => GiveBack(this);

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    bool IValueTaskSource<bool>.GetResult(short token) => TakeResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ExitStatus(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => ExitStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnExit(continuation, state, token, flags);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnExit(continuation, state, token, flags);
}
