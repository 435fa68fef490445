namespace NurseryGen.Tests;

internal static class TokenExtensions
{
    /// <summary>Ends when the token is cancelled, by throwing: what a child does that waits for something that never comes.</summary>
    public static async Task UntilCancelled(this CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(() => cancelled.TrySetCanceled(token));
        await cancelled.Task.ConfigureAwait(false);
    }

    /// <summary>The same, without throwing.</summary>
    public static async Task Cancelled(this CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(() => cancelled.TrySetResult());
        await cancelled.Task.ConfigureAwait(false);
    }
}
