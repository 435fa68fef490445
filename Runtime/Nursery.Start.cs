namespace NurseryGen;

/// <content>Children without the generator: delegates.</content>
public readonly partial record struct Nursery
{
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
        return DelegateChild<Func<CancellationToken, Task>>.Start(
            _handle, static (child, token) => child(token), child, new StartSite(name, file, line));
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
        return DelegateChild<TState>.Start(_handle, child, state, new StartSite(name, file, line));
    }

    /// <summary>Starts a child with a result.</summary>
    /// <inheritdoc cref="Start(Func{CancellationToken, Task}, string, string, int)"/>
    public Child<T> Start<T>(
        Func<CancellationToken, Task<T>> child,
        [CallerArgumentExpression(nameof(child))] string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(child);
        return DelegateResult<Func<CancellationToken, Task<T>>, T>.Start(
            _handle, static (child, token) => child(token), child, new StartSite(name, file, line));
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
        return DelegateResult<TState, T>.Start(_handle, child, state, new StartSite(name, file, line));
    }

    /// <summary>Starts a child and waits until it says that it is ready; it goes on in the nursery. Trio's counterpart is <c>await
    /// nursery.start</c>.</summary>
    /// <typeparam name="T">What the child gives its starter.</typeparam>
    /// <param name="child">The child; it calls <see cref="Ready{T}.Set"/>.</param>
    /// <param name="cancellationToken">Cancels the child as long as it isn't ready.</param>
    /// <param name="name">What errors and reports call the child; its source text unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A task to await once, for the value. What the child throws before it is ready is thrown here, and is not the
    /// nursery's.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="child"/> is null.</exception>
    /// <exception cref="InvalidOperationException"> The nursery has exited, or the handle is <see langword="default"/>; or the child ended
    /// without saying that it is ready.
    /// </exception>
    [SuppressMessage(
        "Design", "CA1068:CancellationToken parameters must come last", Justification = "The compiler fills in what follows it.")]
    public ValueTask<T> StartAsync<T>(
        Func<Ready<T>, CancellationToken, Task> child,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(child))] string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(child);
        return DelegateReady<T>.Start(_handle, child, new StartSite(name, file, line), cancellationToken);
    }
}
