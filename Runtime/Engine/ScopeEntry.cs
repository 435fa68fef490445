using System.ComponentModel;
using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>What a method with <c>[Timeout]</c> and no nursery calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public static class ScopeEntry
{
    /// <summary>Opens a scope with the timeout that the attribute says.</summary>
    /// <param name="info">The method.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>An open scope.</returns>
    public static CancelScope Open(NurseryInfo info, CancellationToken caller, TimeProvider? clock = null) =>
        Open(info, caller, info.Timeout, clock);

    /// <summary>Opens a scope with a timeout of the caller's.</summary>
    /// <param name="info">The method.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="timeout">Zero has already passed, <see cref="Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>An open scope.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static CancelScope Open(NurseryInfo info, CancellationToken caller, TimeSpan timeout, TimeProvider? clock = null)
    {
        ScopeCore.ValidateTimeout(timeout, nameof(timeout));
        return new CancelScope(info, timeout, info.MoveOn, clock, caller);
    }

    /// <summary>The body of a cancelled scope gave way: returns where the scope moves on, else throws what it ends with.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="error">What the body threw.</param>
    /// <param name="needsResult">Whether the method returns a result, and has no substitute for it.</param>
    /// <exception cref="NurseryTimeoutException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled, or the scope was cancelled and has no result.</exception>
    public static void Exit(CancelScope scope, OperationCanceledException error, bool needsResult = false) => scope.Exit(error, needsResult);
}
