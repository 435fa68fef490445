namespace NurseryGen;

/// <summary>A deadline, a cancel button, or both, around a block of code without children of its own. Trio's counterpart is
/// <c>trio.CancelScope</c>.</summary>
/// <remarks>
/// The clock starts when the scope is made. Work inside uses <see cref="Token"/>. Thread-safe; dispose it where the block ends,
/// after which <see cref="IsCancellationRequested"/>, <see cref="CanceledCaught"/> and <see cref="Reason"/> keep their values.
/// A method with <c>[Timeout]</c> is the same without the plumbing.
/// </remarks>
/// <example>
/// <code>
/// using var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), cancellationToken);
/// try { return await FetchAsync(scope.Token); }
/// catch (OperationCanceledException e) when (scope.Catches(e)) { return cached; }
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class CancelScope : IDisposable, IExitListener
{
    private static readonly NurseryInfo s_failAfter = new("CancelScope.FailAfter");
    private static readonly NurseryInfo s_moveOnAfter = new("CancelScope.MoveOnAfter") { MoveOn = true };
    private static readonly NurseryInfo s_shielded = new("CancelScope.Shielded");

    private readonly NurseryInfo _info;
    private readonly ScopeCore _core;
    private readonly int _version;
    private readonly CancellationToken _caller;
    private CancelReason? _finalReason;
    private int _disposed;

    /// <summary>A scope of its own, open until it is disposed.</summary>
    private CancelScope(NurseryInfo info, TimeSpan timeout, bool moveOn, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        _info = info;
        _caller = cancellationToken;
        MovesOn = moveOn;
        _core = PlainScope.Open(cancellationToken, timeout, timeProvider);
        _version = _core.Version;
    }

    /// <summary>The scope of a method or delegate, which ends it: a nursery without children.</summary>
    private CancelScope(NurseryScope scope)
    {
        _info = scope.Info;
        _caller = scope.CallerToken;
        MovesOn = scope.Info.MoveOn;
        _core = scope;
        _version = scope.Version;
        scope.ListenToExit(this);
    }

    /// <summary>For generated code: the cancel scope that a method with <c>[Timeout]</c> alone is given.</summary>
    /// <param name="scope">The method's scope.</param>
    /// <returns>A cancel scope that ends with it.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static CancelScope Of(NurseryScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new CancelScope(scope);
    }

    /// <summary>The token that is cancelled when the scope is.</summary>
    /// <exception cref="ObjectDisposedException">The scope is disposed.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public CancellationToken Token
    {
        get
        {
            using var use = Use();
            return _core.Token;
        }
    }

    /// <summary>
    /// The instant at which the scope cancels itself; null is never. It may be moved; one that has passed cancels at once, and can't be
    /// taken back. Measured on the scope's clock: adjustments of the wall clock don't move it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The scope is disposed.</exception>
    public DateTimeOffset? Deadline
    {
        get
        {
            using var use = Use();
            return _core.Deadline;
        }

        set
        {
            using var use = Use();
            _core.Deadline = value;
            ThrowCallbackFailures();
        }
    }

    /// <summary>Whether the scope is cancelled, by whatever cause. Trio's counterpart is <c>cancel_called</c>.</summary>
    public bool IsCancellationRequested => Reason is not null;

    /// <summary>Whether <see cref="Catches"/> has caught the scope's own cancellation. Trio's counterpart is
    /// <c>cancelled_caught</c>.</summary>
    public bool CanceledCaught { get; private set; }

    /// <summary>Why the scope is cancelled; null while it isn't.</summary>
    public CancelReason? Reason
    {
        get
        {
            if (!_core.TryEnter(_version))
                return Volatile.Read(ref _finalReason);

            using var use = new ScopeUse<ScopeCore>(_core);
            return _core.IsCanceled ? _core.KnownReason : null;
        }
    }

    /// <summary>What made the scope, and how it stands.</summary>
    /// <returns>For instance <c>CancelScope.MoveOnAfter: open</c>.</returns>
    public override string ToString() =>
        Reason is { } reason ? $"{_info}: canceled ({reason})" : $"{_info}: {(Volatile.Read(ref _disposed) == 0 ? "open" : "disposed")}";

    internal bool MovesOn { get; }

    /// <summary>Whether the method or delegate ended by the scope's own cancellation, and by no failure and no outer cancellation that came
    /// after one that <see cref="Catches"/> caught.</summary>
    internal bool EndedByItself { get; private set; }

    /// <summary>A scope that is expected to end in time: <see cref="NurseryTimeoutException"/> is for the code that catches its
    /// cancellation to throw.</summary>
    /// <param name="timeout">Zero has already passed; <see cref="Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="cancellationToken">Cancels the scope too.</param>
    /// <returns>An open scope, to be disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <remarks><see cref="FailAfterAsync(TimeSpan, Func{CancelScope, Task}, CancellationToken)"/> throws for you. Trio:
    /// <c>fail_after</c>.</remarks>
    public static CancelScope FailAfter(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        FailAfter(timeout, TimeProvider.System, cancellationToken);

    /// <inheritdoc cref="FailAfter(TimeSpan, CancellationToken)"/>
    public static CancelScope FailAfter(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken = default) =>
        Open(s_failAfter, timeout, moveOn: false, timeProvider, cancellationToken);

    /// <summary>A scope that is abandoned quietly when it takes too long. Trio's counterpart is <c>move_on_after</c>.</summary>
    /// <inheritdoc cref="FailAfter(TimeSpan, CancellationToken)"/>
    public static CancelScope MoveOnAfter(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        MoveOnAfter(timeout, TimeProvider.System, cancellationToken);

    /// <inheritdoc cref="MoveOnAfter(TimeSpan, CancellationToken)"/>
    public static CancelScope MoveOnAfter(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken = default) =>
        Open(s_moveOnAfter, timeout, moveOn: true, timeProvider, cancellationToken);

    /// <summary>A scope that no caller's token reaches: for cleanup that must be let finish, within a limit. Trio's counterpart is
    /// <c>CancelScope(shield=True)</c>.</summary>
    /// <param name="timeout">Zero has already passed; <see cref="Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="timeProvider">The clock; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>An open scope, to be disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static CancelScope Shielded(TimeSpan timeout, TimeProvider? timeProvider = null) =>
        Open(s_shielded, timeout, moveOn: true, timeProvider ?? TimeProvider.System, CancellationToken.None);

    /// <summary>Cancels the scope. Idempotent: the first reason stays. Does nothing once the scope is disposed.</summary>
    /// <param name="reason">Why, for reports.</param>
    /// <exception cref="AggregateException">Callbacks on the token threw.</exception>
    public void Cancel(string? reason = null)
    {
        if (!_core.TryEnter(_version))
            return;

        try
        {
            _ = _core.IsCanceled || _core.Cancel(CancelReason.Explicit(reason));
            ThrowCallbackFailures();
        }
        finally
        {
            _core.Leave();
        }
    }

    /// <summary>Moves the deadline to this long from now.</summary>
    /// <param name="timeout">Zero cancels at once; <see cref="Timeout.InfiniteTimeSpan"/> takes the deadline away.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The scope is disposed.</exception>
    public void CancelAfter(TimeSpan timeout)
    {
        DeadlineTimer.Validate(timeout, nameof(timeout));
        using var use = Use();
        _core.SetTimeout(timeout);
        ThrowCallbackFailures();
    }

    /// <summary>
    /// For a <c>when</c> filter: whether a cancellation is this scope's own, to be caught where the scope ends. One that comes from the
    /// caller's token isn't: it goes on to the caller.
    /// </summary>
    /// <param name="cancellation">The exception under way.</param>
    /// <returns>True for the scope's own; then <see cref="CanceledCaught"/> is set.</returns>
    public bool Catches(OperationCanceledException cancellation)
    {
        ArgumentNullException.ThrowIfNull(cancellation);
        if (!IsCancellationRequested || _caller.IsCancellationRequested)
            return false;

        CanceledCaught = true;
        return true;
    }

    /// <summary>
    /// Closes the scope: its token is not cancelled any more. Throws what callbacks on the token threw when the deadline or an outer token
    /// cancelled the scope: nothing else could be told.
    /// </summary>
    public void Dispose()
    {
        if (_core is not PlainScope core || Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        _ = core.IsCanceled;
        Volatile.Write(ref _finalReason, core.KnownReason);
        core.CloseUserClock();
        var failures = core.TakeFailures();
        core.Leave();
        if (failures is { Count: 1 })
            ExceptionDispatchInfo.Throw(failures.First());

        if (failures is not null)
            throw new ExceptionGroup("Callbacks on the token of a cancel scope threw", failures);
    }

    void IExitListener.OnExit(CancelReason? reason, bool isCaught)
    {
        Volatile.Write(ref _finalReason, reason);
        EndedByItself = isCaught;
        CanceledCaught |= isCaught;
    }

    private static CancelScope Open(
        NurseryInfo info, TimeSpan timeout, bool moveOn, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        DeadlineTimer.Validate(timeout, nameof(timeout));
        ArgumentNullException.ThrowIfNull(timeProvider);
        return new CancelScope(info, timeout, moveOn, timeProvider, cancellationToken);
    }

    private ScopeUse<ScopeCore> Use() =>
        _core.TryEnter(_version) ? new ScopeUse<ScopeCore>(_core) : throw new ObjectDisposedException(GetType().FullName);

    /// <summary>A caller that cancels is told what the callbacks threw, as by a CancellationTokenSource. Where the timer or an outer token
    /// cancels, Dispose throws it.</summary>
    private void ThrowCallbackFailures()
    {
        if ((_core as PlainScope)?.TakeFailures() is { } failures)
            throw new AggregateException("Callbacks on the token of a cancel scope threw.", failures);
    }
}
