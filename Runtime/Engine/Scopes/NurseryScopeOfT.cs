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

    /// <inheritdoc cref="VoidNurseryScope.Open"/>
    public static NurseryScope<T> Open(
        NurseryInfo info,
        CancellationToken caller,
        TimeProvider? clock = null,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        var scope = Pool<NurseryScope<T>>.Rent();
        scope.OpenNursery(info, caller, clock, timeout, name);
        return scope;
    }

    /// <summary>The body has been called; this is its task.</summary>
    /// <param name="body">The task.</param>
    public void Run(Task<T> body)
    {
        if (body is null)
            Fail(NullBody());
        else
            Run(new ValueTask<T>(body));
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

    private protected override void Recycle() => GiveBack(this);

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
                Keep(body.Result);
            else
                Report(body.AsTask());
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
            SetResult(result);
        else
            WinOrDispose(result, winner: null);
    }
}
