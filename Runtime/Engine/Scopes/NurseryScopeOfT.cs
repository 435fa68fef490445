namespace NurseryGen.Engine;

/// <summary>The scope of a nursery with a body and a result.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public sealed class NurseryScope<T> : ResultScope<T>
{
    private Action? _onBodyCompleted;
    private ValueTask<T> _body;

    private protected override bool CollectsResults => false;

    /// <summary>The body has been called; this is its task.</summary>
    public void Run(Task<T> body)
    {
        if (body is null)
            Fail(NullBody());
        else
            Run(new ValueTask<T>(body));
    }

    /// <inheritdoc cref="Run(Task{T})"/>
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
            body.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onBodyCompleted ??= OnBodyCompleted);
        }
    }

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
            if (!body.IsCompletedSuccessfully)
                Report(body.AsTask());
            else if (Info.Policy != NurseryPolicy.Race)
                SetResult(body.Result);
            else
                WinOrDispose(body.Result, winner: null);
        }
        catch (Exception error)
        {
            Report(error);
        }

        LeaveBody(inEntry);
    }
}
