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
public readonly partial record struct Nursery
{
    private readonly ScopeHandle _handle;

    /// <summary>For generated code.</summary>
    /// <param name="handle">Names the nursery.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Nursery(in ScopeHandle handle) => _handle = handle;

    /// <summary>For generated code: what children are started with.</summary>
    [EditorBrowsable(EditorBrowsableState.Never), DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [UnscopedRef]
    public ref readonly ScopeHandle Handle => ref _handle;

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
            if (_handle.TryEnter() is not { } scope)
                return null;

            using var use = new ScopeUse<NurseryScope>(scope);
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
            use.Scope.Deadline = value;
        }
    }

    /// <summary>How many children are running or queued; a snapshot. Zero once the nursery has exited.</summary>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public int ChildCount => _handle.IsOpen ? _handle.Scope.ChildCount : 0;

    /// <summary>Cancels the nursery: its token, its children's and theirs. Idempotent: the first reason stays. Does nothing once it has
    /// exited.</summary>
    /// <param name="reason">Why, for reports.</param>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    /// <remarks>
    /// Callbacks on the token, and what awaits it, may run on the caller's stack; what they throw is one more failure of the nursery, not
    /// thrown here. A nursery without a result then completes; one with a result that never came throws
    /// <see cref="OperationCanceledException"/>. Trio's counterpart is <c>nursery.cancel_scope.cancel()</c>.
    /// </remarks>
    public void Cancel(string? reason = null) => _handle.Cancel(CancelReason.Explicit(reason));

    /// <summary>Moves the deadline to this long from now. Trio's counterpart is assigning <c>deadline</c>.</summary>
    /// <param name="timeout">Zero cancels at once; <see cref="Timeout.InfiniteTimeSpan"/> takes the deadline away.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public void CancelAfter(TimeSpan timeout)
    {
        DeadlineTimer.Validate(timeout, nameof(timeout));
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
        var scope = _handle.Enter();
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
    public bool Equals(Nursery other) => _handle.Names(other._handle);

    /// <inheritdoc/>
    public override int GetHashCode() => _handle.Hash();

    /// <summary>The nursery's name and state, for the debugger.</summary>
    /// <returns>For instance <c>SiteChecker.CheckAsync (SiteChecker.cs:12): 3 children</c>.</returns>
    public override string ToString() =>
        _handle.Info is not { } info ? "(no nursery)" : _handle.IsOpen ? $"{info}: {ChildCount} children" : $"{info}: exited";

    private ScopeUse<NurseryScope> Use() => new(_handle.Enter());
}
