using System.Diagnostics;
using NurseryGen.Engine;

namespace NurseryGen;

/// <summary>
/// The handle of an open nursery: starts children, cancels, waits. Generated nurseries convert to it;
/// <see cref="RunAsync(Func{Nursery, Task}, CancellationToken)"/> opens one without the generator. Trio's counterpart is
/// <c>trio.Nursery</c>.
/// </summary>
/// <remarks>
/// Small enough to copy; every copy means the same nursery. Thread-safe. A handle that is used after its nursery has exited does no harm:
/// what would start something throws <see cref="InvalidOperationException"/>, <see cref="Cancel(string?)"/> does nothing.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct Nursery : IEquatable<Nursery>
{
    private readonly NurseryScope? _scope;
    private readonly NurseryInfo? _info;
    private readonly int _version;

    internal Nursery(NurseryScope scope, NurseryInfo info, int version)
    {
        _scope = scope;
        _info = info;
        _version = version;
    }

    /// <summary>The token that is cancelled when the nursery is. Made when first read, without allocating in the steady state.</summary>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public CancellationToken Token
    {
        get
        {
            using var use = Use();
            return use.Scope.Token;
        }
    }

    /// <summary>Whether the nursery is cancelled; false once it has exited.</summary>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public bool IsCancellationRequested => Reason is not null;

    /// <summary>Why the nursery is cancelled; null while it isn't, and once it has exited.</summary>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public CancelReason? Reason
    {
        get
        {
            if (TryEnter() is not { } scope)
                return null;

            using var use = new ScopeUse(scope);
            return scope.IsCanceled ? scope.KnownReason : null;
        }
    }

    /// <summary>
    /// The instant at which the nursery cancels itself; null is never. It may be moved while the nursery is open; one that has passed
    /// cancels at once, and can't be taken back. Measured on the nursery's clock: adjustments of the wall clock don't move it. Trio's
    /// counterpart is <c>CancelScope.deadline</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public DateTimeOffset? Deadline
    {
        get
        {
            using var use = Use();
            return use.Scope.Deadline;
        }

        set
        {
            using var use = Use();
            use.Scope.SetDeadline(value);
        }
    }

    /// <summary>How many children are running or queued; a snapshot. Zero once the nursery has exited.</summary>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public int ChildCount
    {
        get
        {
            var scope = Scope;
            return scope.Version == _version ? scope.ChildCount : 0;
        }
    }

    private NurseryScope Scope => _scope ?? throw NotOpened();

    /// <summary>Cancels the nursery: its token, its children's and theirs. Idempotent: the first reason stays. Does nothing once it has
    /// exited.</summary>
    /// <param name="reason">Why, for reports.</param>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    /// <remarks>
    /// Callbacks on the token, and what awaits it, may run on the caller's stack; what they throw is one more failure of the nursery, not
    /// thrown here. A nursery without a result then completes; one with a result that never came throws
    /// <see cref="OperationCanceledException"/>. Trio's counterpart is <c>nursery.cancel_scope.cancel()</c>.
    /// </remarks>
    public void Cancel(string? reason = null) => Cancel(CancelReason.Explicit(reason));

    /// <summary>Moves the deadline to this long from now. Trio's counterpart is assigning <c>deadline</c>.</summary>
    /// <param name="timeout">Zero cancels at once; <see cref="Timeout.InfiniteTimeSpan"/> takes the deadline away.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public void CancelAfter(TimeSpan timeout)
    {
        ScopeCore.ValidateTimeout(timeout, nameof(timeout));
        using var use = Use();
        use.Scope.SetTimeout(timeout);
    }

    /// <summary>For the body: waits until no child runs, those included that children start meanwhile. The nursery stays open.</summary>
    /// <returns>A task to await once.</returns>
    /// <exception cref="OperationCanceledException">The nursery is cancelled; thrown after the children have unwound.</exception>
    /// <exception cref="InvalidOperationException"> The nursery has exited, another call is being awaited, or the handle is
    /// <see langword="default"/>.
    /// </exception>
    /// <remarks>A child that awaited its own nursery would wait for itself. Allocates nothing in the steady state.</remarks>
    public ValueTask JoinAsync()
    {
        var scope = Enter();
        try
        {
            return scope.JoinAsync();
        }
        finally
        {
            // Looks whether the caller was the last but the body: then the wait is over at once.
            scope.Leave();
        }
    }

    /// <inheritdoc/>
    public bool Equals(Nursery other) => ReferenceEquals(_scope, other._scope) && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Nursery other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_scope, _version);

    /// <summary>Whether both are handles of the same nursery.</summary>
    /// <param name="left">A handle.</param>
    /// <param name="right">A handle.</param>
    /// <returns>True for the same nursery.</returns>
    public static bool operator ==(Nursery left, Nursery right) => left.Equals(right);

    /// <summary>Whether they are handles of different nurseries.</summary>
    /// <param name="left">A handle.</param>
    /// <param name="right">A handle.</param>
    /// <returns>True for different nurseries.</returns>
    public static bool operator !=(Nursery left, Nursery right) => !left.Equals(right);

    /// <summary>The nursery's name and state, for the debugger.</summary>
    /// <returns>For instance <c>SiteChecker.CheckAsync (SiteChecker.cs:12): 3 children</c>.</returns>
    public override string ToString() =>
        _scope is null ? "(no nursery)" : _scope.Version == _version ? $"{_info}: {ChildCount} children" : $"{_info}: exited";

    /// <summary>Becomes a user of the scope: it stays open until <see cref="ScopeCore.Leave"/>.</summary>
    internal NurseryScope Enter() => TryEnter() ?? throw Closed();

    /// <summary>Becomes a user of the scope. Null if the nursery has exited.</summary>
    internal NurseryScope? TryEnter()
    {
        var scope = Scope;
        return scope.TryEnter(_version) ? scope : null;
    }

    /// <inheritdoc cref="NurseryScope.PassSlot"/>
    internal bool PassSlot() => Scope.PassSlot();

    internal void Cancel(CancelReason reason)
    {
        if (TryEnter() is { } scope)
        {
            try
            {
                // A deadline or a caller that came first is the reason.
                _ = scope.IsCanceled || scope.Cancel(reason);
            }
            finally
            {
                scope.Leave();
            }
        }
    }

    /// <summary>A result of a stream was read: its child's slot is free, unless the nursery has exited by now.</summary>
    internal void TryReleaseSlot()
    {
        if (TryEnter() is { } scope)
        {
            using var use = new ScopeUse(scope);
            scope.ReleaseSlot()?.OnSlot();
        }
    }

    /// <summary>Disposes of a result as one more thing that the nursery waits for; false where that has exited.</summary>
    internal bool TryDisposeUnreachable<T>(T result)
    {
        if (TryEnter() is not { } scope)
            return false;

        using var use = new ScopeUse(scope);
        scope.DisposeUnreachable(result);
        return true;
    }

    private ScopeUse Use() => new(Enter());

    /// <summary>Holds the scope open for a block of code, whatever that throws.</summary>
    private readonly ref struct ScopeUse(NurseryScope scope)
    {
        public NurseryScope Scope => scope;

        public void Dispose() => scope.LeaveQuietly();
    }

    private static InvalidOperationException NotOpened() => new(
        "This nursery handle is default(Nursery) and was never opened. Use the one that the nursery's body or child was given.");

    internal InvalidOperationException Closed() => new(
        $"The nursery {_info} has exited: nothing can be started in it, and its token is gone. "
        + "Use the handle only while the body or a child runs.");
}
