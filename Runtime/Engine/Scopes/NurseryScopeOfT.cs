using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>The scope of a nursery with a body and a result.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public sealed class NurseryScope<T> : ResultScope<T>
{
    private readonly Action _onBodyCompleted;
    private ValueTask<T> _body;

    /// <summary>For the pool.</summary>
    public NurseryScope() => _onBodyCompleted = OnBodyCompleted;

    /// <summary>Opens a nursery with the timeout that its attributes say.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>A scope with one user, the body.</returns>
    public static NurseryScope<T> Open(NurseryInfo info, CancellationToken caller, TimeProvider? clock = null) =>
        Open(info, caller, info.Timeout, clock);

    /// <summary>Opens a nursery with a timeout of its caller's.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="timeout">Zero has already passed, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <param name="name">How the caller names the timeout.</param>
    /// <returns>A scope with one user, the body.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static NurseryScope<T> Open(
        NurseryInfo info,
        CancellationToken caller,
        TimeSpan timeout,
        TimeProvider? clock = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        ValidateTimeout(timeout, name ?? nameof(timeout));
        var scope = Pool<NurseryScope<T>>.Rent();
        scope.OpenNursery(info, caller, timeout, clock);
        return scope;
    }

    /// <summary>The body has been called; this is its task.</summary>
    /// <param name="body">The task.</param>
    public void Run(Task<T> body)
    {
        if (body is null)
        {
            Fail(NullBody());
        }
        else
        {
            Run(new ValueTask<T>(body));
        }
    }

    /// <summary>The body has been called; this is its task.</summary>
    /// <param name="body">The task.</param>
    public void Run(ValueTask<T> body)
    {
        if (body.IsCompleted)
        {
            EndBody(body, inEntry: true);
        }
        else
        {
            _body = body;
            WatchDeadline();
            body.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onBodyCompleted);
        }
    }

    private protected override void Recycle() => Pool<NurseryScope<T>>.ReturnOrDiscard(this);

    private void OnBodyCompleted()
    {
        var body = _body;
        _body = default;
        EndBody(body, inEntry: false);
    }

    private void EndBody(ValueTask<T> body, bool inEntry)
    {
        try
        {
            // A value task's source is user code, and may learn only when it is read that it failed.
            if (body.IsCompletedSuccessfully)
            {
                Keep(body.Result);
            }
            else
            {
                Report(body.AsTask());
            }
        }
        catch (Exception error)
        {
            Report(error);
        }

        LeaveBody(inEntry);
    }

    private void Keep(T result)
    {
        if (Info.Policy != NurseryPolicy.Race)
        {
            SetResult(result);
        }
        else
        {
            WinOrDispose(result, winner: null);
        }
    }
}
