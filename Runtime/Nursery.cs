using System.Runtime.CompilerServices;
using NurseryGen.Engine;

namespace NurseryGen;

/// <summary>
/// The handle of an open nursery: starts children, cancels, waits. Generated nurseries convert to it; <see cref="RunAsync(Func{Nursery, Task}, CancellationToken)"/>
/// opens one without the generator. Trio's counterpart is <c>trio.Nursery</c>.
/// </summary>
/// <remarks>
/// Small enough to copy; every copy means the same nursery. Thread-safe. A handle that is used after its nursery has exited does no harm:
/// what would start something throws <see cref="InvalidOperationException"/>, <see cref="Cancel(string?)"/> does nothing.
/// </remarks>
public readonly struct Nursery : IEquatable<Nursery>
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
    public CancellationToken Token
    {
        get
        {
            var scope = Enter();
            try
            {
                return scope.Token;
            }
            finally
            {
                scope.Leave();
            }
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
            var scope = Scope;
            if (!scope.TryEnter(_version))
            {
                return null;
            }

            var reason = scope.IsCancelled ? scope.KnownReason : null;
            scope.Leave();
            return reason;
        }
    }

    /// <summary>
    /// The instant at which the nursery cancels itself; null is never. It may be moved while the nursery is open; one that has passed cancels at once,
    /// and can't be taken back. Measured on the nursery's clock: adjustments of the wall clock don't move it. Trio's counterpart is <c>CancelScope.deadline</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public DateTimeOffset? Deadline
    {
        get
        {
            var scope = Enter();
            var deadline = scope.Deadline;
            scope.Leave();
            return deadline;
        }

        set
        {
            var scope = Enter();
            scope.SetDeadline(value);
            scope.Leave();
        }
    }

    /// <summary>How many children are running or queued; a snapshot. Zero once the nursery has exited.</summary>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public int RunningChildren
    {
        get
        {
            var scope = Scope;
            return scope.Version == _version ? scope.ChildCount : 0;
        }
    }

    private NurseryScope Scope => _scope ?? throw NotOpened();

    /// <summary>Opens a nursery around a delegate: <c>async with trio.open_nursery()</c> without the generator.</summary>
    /// <param name="body">Starts children; the nursery exits after it and all of them have ended.</param>
    /// <param name="cancellationToken">Cancels the nursery.</param>
    /// <returns>A task that fails with what failed in the nursery: one failure as itself, several as an <see cref="ExceptionGroup"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static Task RunAsync(Func<Nursery, Task> body, CancellationToken cancellationToken = default) =>
        RunAsync(body, NurseryOptions.Default, cancellationToken);

    /// <summary>Opens a nursery with options around a delegate.</summary>
    /// <param name="body">Starts children; the nursery exits after it and all of them have ended.</param>
    /// <param name="options">Its timeout, name and so on.</param>
    /// <param name="cancellationToken">Cancels the nursery.</param>
    /// <returns>A task that fails with what failed in the nursery: one failure as itself, several as an <see cref="ExceptionGroup"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> or <paramref name="options"/> is null.</exception>
    public static Task RunAsync(Func<Nursery, Task> body, NurseryOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        var scope = VoidNurseryScope.Open(options.Describe(), cancellationToken, options.Timeout, options.TimeProvider);
        try
        {
            scope.Run(body(scope.Nursery));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync().AsTask();
    }

    /// <summary>Opens a nursery with a result around a delegate.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="body">Starts children and returns the result; the nursery exits after it and all of them have ended.</param>
    /// <param name="cancellationToken">Cancels the nursery.</param>
    /// <returns>The result; or a task that fails with what failed in the nursery.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static Task<T> RunAsync<T>(Func<Nursery, Task<T>> body, CancellationToken cancellationToken = default) =>
        RunAsync(body, NurseryOptions.Default, cancellationToken);

    /// <summary>Opens a nursery with a result and options around a delegate.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="body">Starts children and returns the result; the nursery exits after it and all of them have ended.</param>
    /// <param name="options">Its timeout, name and so on.</param>
    /// <param name="cancellationToken">Cancels the nursery.</param>
    /// <returns>The result; or a task that fails with what failed in the nursery.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> or <paramref name="options"/> is null.</exception>
    public static Task<T> RunAsync<T>(Func<Nursery, Task<T>> body, NurseryOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        var scope = NurseryScope<T>.Open(options.Describe(), cancellationToken, options.Timeout, options.TimeProvider);
        try
        {
            scope.Run(body(scope.Nursery));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync().AsTask();
    }

    /// <summary>Starts a child on the thread pool and returns at once. Trio's counterpart is <c>nursery.start_soon</c>.</summary>
    /// <param name="child">The child; it is given the nursery's token.</param>
    /// <param name="name">What errors and reports call the child; its source text unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The child's handle. It may be ignored: what fails is thrown by the nursery.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="child"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public Child Start(
        Func<CancellationToken, Task> child,
        [CallerArgumentExpression(nameof(child))] string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(child);
        return DelegateChild.Start(this, child, new StartSite(name, file, line));
    }

    /// <summary>Starts a child with a state, which saves the closure.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="child">The child; it is given the state and the nursery's token.</param>
    /// <param name="state">The state.</param>
    /// <param name="name">What errors and reports call the child; its source text unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The child's handle. It may be ignored: what fails is thrown by the nursery.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="child"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public Child Start<TState>(
        Func<TState, CancellationToken, Task> child,
        TState state,
        [CallerArgumentExpression(nameof(child))] string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(child);
        return DelegateChild<TState>.Start(this, child, state, new StartSite(name, file, line));
    }

    /// <summary>Starts a child with a result.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="child">The child; it is given the nursery's token.</param>
    /// <param name="name">What errors and reports call the child; its source text unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The child's handle, to await for its result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="child"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public Child<T> Start<T>(
        Func<CancellationToken, Task<T>> child,
        [CallerArgumentExpression(nameof(child))] string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(child);
        return DelegateResult<T>.Start(this, child, new StartSite(name, file, line));
    }

    /// <summary>Starts a child with a state and a result.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="child">The child; it is given the state and the nursery's token.</param>
    /// <param name="state">The state.</param>
    /// <param name="name">What errors and reports call the child; its source text unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The child's handle, to await for its result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="child"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public Child<T> Start<TState, T>(
        Func<TState, CancellationToken, Task<T>> child,
        TState state,
        [CallerArgumentExpression(nameof(child))] string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(child);
        return DelegateResult<TState, T>.Start(this, child, state, new StartSite(name, file, line));
    }

    /// <summary>Starts a child and waits until it says that it is ready; it goes on in the nursery. Trio's counterpart is <c>await nursery.start</c>.</summary>
    /// <typeparam name="T">What the child gives its starter.</typeparam>
    /// <param name="child">The child; it calls <see cref="Ready{T}.Set"/>.</param>
    /// <param name="cancellationToken">Cancels the child as long as it isn't ready.</param>
    /// <param name="name">What errors and reports call the child; its source text unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A task to await once, for the value. What the child throws before it is ready is thrown here, and is not the nursery's.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="child"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The nursery has exited, or the handle is <see langword="default"/>; or the child ended without saying that it is ready.
    /// </exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design", "CA1068:CancellationToken parameters must come last", Justification = "The compiler fills in what follows it.")]
    public ValueTask<T> StartAsync<T>(
        Func<Ready<T>, CancellationToken, Task> child,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(child))] string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(child);
        return DelegateReady<T>.Start(this, child, new StartSite(name, file, line), cancellationToken);
    }

    /// <summary>Cancels the nursery: its token, its children's and theirs. Idempotent: the first reason stays. Does nothing once it has exited.</summary>
    /// <param name="reason">Why, for reports.</param>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    /// <remarks>
    /// Callbacks on the token, and what awaits it, may run on the caller's stack; what they throw is one more failure of the nursery, not thrown here.
    /// A nursery without a result then completes; one with a result that never came throws <see cref="OperationCanceledException"/>.
    /// Trio's counterpart is <c>nursery.cancel_scope.cancel()</c>.
    /// </remarks>
    public void Cancel(string? reason = null) => Cancel(CancelReason.Explicit(reason));

    /// <summary>Moves the deadline to this long from now. Trio's counterpart is assigning <c>deadline</c>.</summary>
    /// <param name="timeout">Zero cancels at once; <see cref="Timeout.InfiniteTimeSpan"/> takes the deadline away.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The nursery has exited, or the handle is <see langword="default"/>.</exception>
    public void CancelAfter(TimeSpan timeout)
    {
        ScopeCore.ValidateTimeout(timeout, nameof(timeout));
        var scope = Enter();
        scope.SetTimeout(timeout);
        scope.Leave();
    }

    /// <summary>For the body: waits until no child runs, those included that children start meanwhile. The nursery stays open.</summary>
    /// <returns>A task to await once.</returns>
    /// <exception cref="OperationCanceledException">The nursery is cancelled; thrown after the children have unwound.</exception>
    /// <exception cref="InvalidOperationException">
    /// The nursery has exited, another call is being awaited, or the handle is <see langword="default"/>.
    /// </exception>
    /// <remarks>A child that awaited its own nursery would wait for itself. Allocates nothing in the steady state.</remarks>
    public ValueTask JoinAsync()
    {
        var scope = Scope;
        return scope.Version == _version ? scope.JoinAsync() : throw Closed();
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
        _scope is null ? "(no nursery)" : _scope.Version == _version ? $"{_info}: {RunningChildren} children" : $"{_info}: exited";

    /// <summary>Becomes a user of the scope: it stays open until <see cref="ScopeCore.Leave"/>.</summary>
    internal NurseryScope Enter()
    {
        var scope = Scope;
        return scope.TryEnter(_version) ? scope : throw Closed();
    }

    internal void Cancel(CancelReason reason)
    {
        var scope = Scope;
        if (scope.TryEnter(_version))
        {
            // A deadline or a caller that came first is the reason.
            _ = scope.IsCancelled || scope.Cancel(reason);
            scope.Leave();
        }
    }

    /// <summary>Somebody outside has read what a child of a stream left; the nursery may have exited by now.</summary>
    internal void TryReleaseSlot()
    {
        if (Scope.TryEnter(_version))
        {
            Scope.ReleaseSlot(onReadersStack: true);
            Scope.Leave();
        }
    }

    /// <summary>Disposes of a result as one more thing that the nursery waits for; false where that has exited.</summary>
    internal bool TryDisposeUnreachable<T>(T result)
    {
        if (!Scope.TryEnter(_version))
        {
            return false;
        }

        Scope.DisposeUnreachable(result);
        Scope.Leave();
        return true;
    }

    private static InvalidOperationException NotOpened() => new(
        "This nursery handle is default(Nursery) and was never opened. Use the one that the nursery's body or child was given.");

    private InvalidOperationException Closed() => new(
        $"The nursery {_info} has exited: nothing can be started in it, and its token is gone. Use the handle only while the body or a child runs.");
}
