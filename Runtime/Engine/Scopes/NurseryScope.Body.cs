namespace NurseryGen.Engine;

/// <content>A body without a result: a user's own, or the pump that feeds an Each nursery.</content>
public abstract partial class NurseryScope
{
    private Action? _onBodyCompleted;
    private ValueTask _body;

    /// <summary>The body has been called; this is its task.</summary>
    public void Run(Task body)
    {
        if (body is null)
            Fail(NullBody());
        else
            Run(new ValueTask(body));
    }

    /// <summary>The body has been called; this is its task.</summary>
    public void Run(ValueTask body)
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

    private void EndBody(ValueTask body, bool inEntry)
    {
        try
        {
            // A value task's source is user code, and may learn only when it is read that it failed: JoinAsync's is one.
            if (body.IsCompletedSuccessfully)
                body.GetAwaiter().GetResult();
            else
                Report(body.AsTask());
        }
        catch (Exception error)
        {
            Report(error);
        }

        LeaveBody(inEntry);
    }
}
