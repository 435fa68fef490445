namespace NurseryGen;

/// <summary>Points at which long work lets itself be cancelled, and lets others run. Trio's counterpart is
/// <c>trio.lowlevel.checkpoint</c>.</summary>
public static class Checkpoint
{
    /// <summary>Throws if cancelled, lets other work of the thread pool (or of the current context) run, and throws if cancelled
    /// meanwhile.</summary>
    /// <param name="cancellationToken">The token of the scope that the work runs in.</param>
    /// <returns>A task to await once. Never complete at once, unless cancelled; allocates nothing in the steady state.</returns>
    /// <exception cref="OperationCanceledException">The token is cancelled; thrown by the await.</exception>
    public static ValueTask YieldAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(cancellationToken)
            : YieldSource.YieldAsync(cancellationToken);
}
