namespace NurseryGen.Engine;

/// <content>A body without a result: a user's own, or the pump that feeds an Each nursery.</content>
public abstract partial class NurseryScope
{
    private Action? _onBodyCompleted;
    private ValueTask _body;

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
        ReturnFromBody();
        if (body.IsCompleted)
        {
            EndBody(body, inEntry: true);
        }
        else
        {
            _body = body;
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
        if (body.IsCompletedSuccessfully)
        {
            try
            {
                body.GetAwaiter().GetResult();
            }
            catch (Exception error)
            {
                // A value task may learn only when it is read that it failed: JoinAsync's is one.
                Report(error);
            }
        }
        else
        {
            Report(body.AsTask());
        }

        LeaveBody(inEntry);
    }
}
