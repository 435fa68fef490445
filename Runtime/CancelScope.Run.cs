namespace NurseryGen;

/// <content>Scopes around a delegate, which throw or move on by themselves. The overloads with a <see cref="TimeProvider"/> measure time on
/// it.</content>
public sealed partial class CancelScope
{
    /// <summary>Runs a delegate that must end in time.</summary>
    /// <param name="timeout">Zero has already passed; <see cref="Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="body">What to run; it uses the scope's token.</param>
    /// <param name="cancellationToken">Cancels the scope too.</param>
    /// <returns>The delegate's task, but for the exceptions below.</returns>
    /// <exception cref="NurseryTimeoutException">The deadline passed, and the delegate gave way.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, and the delegate gave
    /// way.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static Task FailAfterAsync(
        TimeSpan timeout, Func<CancelScope, Task> body, CancellationToken cancellationToken = default) =>
        FailAfterAsync(timeout, TimeProvider.System, body, cancellationToken);

    /// <inheritdoc cref="FailAfterAsync(TimeSpan, Func{CancelScope, Task}, CancellationToken)"/>
    public static async Task FailAfterAsync(
        TimeSpan timeout, TimeProvider timeProvider, Func<CancelScope, Task> body, CancellationToken cancellationToken = default) =>
        await Run(s_failAfter, timeout, timeProvider, body, cancellationToken, out _).ExitAsync().ConfigureAwait(false);

    /// <summary>Runs a delegate with a result that must end in time.</summary>
    /// <inheritdoc cref="FailAfterAsync(TimeSpan, Func{CancelScope, Task}, CancellationToken)"/>
    public static Task<T> FailAfterAsync<T>(
        TimeSpan timeout, Func<CancelScope, Task<T>> body, CancellationToken cancellationToken = default) =>
        FailAfterAsync(timeout, TimeProvider.System, body, cancellationToken);

    /// <inheritdoc cref="FailAfterAsync{T}(TimeSpan, Func{CancelScope, Task{T}}, CancellationToken)"/>
    public static async Task<T> FailAfterAsync<T>(
        TimeSpan timeout, TimeProvider timeProvider, Func<CancelScope, Task<T>> body, CancellationToken cancellationToken = default) =>
        await Run(s_failAfter, timeout, timeProvider, body, cancellationToken, out _).ExitAsync().ConfigureAwait(false);

    /// <summary>Runs a delegate that is abandoned quietly when it takes too long.</summary>
    /// <param name="timeout">Zero has already passed; <see cref="Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="body">What to run; it uses the scope's token.</param>
    /// <param name="cancellationToken">Cancels the scope too.</param>
    /// <returns>Whether the delegate came to its own end.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, and the delegate gave
    /// way.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static Task<bool> MoveOnAfterAsync(
        TimeSpan timeout, Func<CancelScope, Task> body, CancellationToken cancellationToken = default) =>
        MoveOnAfterAsync(timeout, TimeProvider.System, body, cancellationToken);

    /// <inheritdoc cref="MoveOnAfterAsync(TimeSpan, Func{CancelScope, Task}, CancellationToken)"/>
    public static async Task<bool> MoveOnAfterAsync(
        TimeSpan timeout, TimeProvider timeProvider, Func<CancelScope, Task> body, CancellationToken cancellationToken = default)
    {
        var exit = Run(s_moveOnAfter, timeout, timeProvider, body, cancellationToken, out var scope).ExitOrMoveOnAsync();
        await exit.ConfigureAwait(false);
        return !scope.CanceledCaught;
    }

    /// <summary>Runs a delegate with a result that is abandoned quietly when it takes too long.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="timeout">Zero has already passed; <see cref="Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="body">What to run; it uses the scope's token.</param>
    /// <param name="fallback">The result where it took too long.</param>
    /// <param name="cancellationToken">Cancels the scope too.</param>
    /// <returns>The delegate's result, or <paramref name="fallback"/>.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, and the delegate gave
    /// way.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static Task<T> MoveOnAfterAsync<T>(
        TimeSpan timeout, Func<CancelScope, Task<T>> body, T fallback, CancellationToken cancellationToken = default) =>
        MoveOnAfterAsync(timeout, TimeProvider.System, body, fallback, cancellationToken);

    /// <inheritdoc cref="MoveOnAfterAsync{T}(TimeSpan, Func{CancelScope, Task{T}}, T, CancellationToken)"/>
    public static async Task<T> MoveOnAfterAsync<T>(
        TimeSpan timeout,
        TimeProvider timeProvider,
        Func<CancelScope, Task<T>> body,
        T fallback,
        CancellationToken cancellationToken = default)
    {
        var exit = Run(s_moveOnAfter, timeout, timeProvider, body, cancellationToken, out var scope).ExitOrMoveOnAsync();
        try
        {
            var (timedOut, value) = await exit.ConfigureAwait(false);
            return timedOut ? fallback : value;
        }
        catch (OperationCanceledException) when (scope.EndedByItself)
        {
            // Cancelled by its own Cancel: moves on, as after the deadline.
            return fallback;
        }
    }

    /// <summary>Opens a nursery that starts no children: its exit waits for a cancellation under way, and throws what its callbacks
    /// throw.</summary>
    private static TScope Open<TScope>(
        NurseryInfo info, TimeSpan timeout, TimeProvider timeProvider, Delegate body, CancellationToken caller, out CancelScope scope)
        where TScope : NurseryScope, new()
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var core = NurseryScope.Open<TScope>(info, caller, timeProvider, timeout);
        scope = Of(core);
        return core;
    }

    private static VoidNurseryScope Run(
        NurseryInfo info,
        TimeSpan timeout,
        TimeProvider timeProvider,
        Func<CancelScope, Task> body,
        CancellationToken caller,
        out CancelScope scope) =>
        Open<VoidNurseryScope>(info, timeout, timeProvider, body, caller, out scope)
            .Running((scope, body), [StackTraceHidden] static (core, start) => core.Run(start.body(start.scope)));

    private static NurseryScope<T> Run<T>(
        NurseryInfo info,
        TimeSpan timeout,
        TimeProvider timeProvider,
        Func<CancelScope, Task<T>> body,
        CancellationToken caller,
        out CancelScope scope) =>
        Open<NurseryScope<T>>(info, timeout, timeProvider, body, caller, out scope)
            .Running((scope, body), [StackTraceHidden] static (core, start) => core.Run(start.body(start.scope)));
}
