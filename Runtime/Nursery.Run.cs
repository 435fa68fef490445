namespace NurseryGen;

/// <content>Nurseries without the generator: around a delegate.</content>
public readonly partial record struct Nursery
{
    /// <summary>Opens a nursery around a delegate: <c>async with trio.open_nursery()</c> without the generator.</summary>
    /// <param name="body">Starts children; the nursery exits after it and all of them have ended.</param>
    /// <param name="cancellationToken">Cancels the nursery.</param>
    /// <returns>A task that fails with what failed in the nursery: one failure as itself, several as an
    /// <see cref="ExceptionGroup"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static Task RunAsync(Func<Nursery, Task> body, CancellationToken cancellationToken = default) =>
        RunAsync(body, NurseryOptions.Default, cancellationToken);

    /// <summary>Opens a nursery with options around a delegate.</summary>
    /// <param name="body">Starts children; the nursery exits after it and all of them have ended.</param>
    /// <param name="options">Its timeout, name and so on.</param>
    /// <param name="cancellationToken">Cancels the nursery.</param>
    /// <returns>A task that fails with what failed in the nursery: one failure as itself, several as an
    /// <see cref="ExceptionGroup"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> or <paramref name="options"/> is null.</exception>
    public static Task RunAsync(Func<Nursery, Task> body, NurseryOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        return NurseryScope.Open<VoidNurseryScope>(options.Describe(), cancellationToken, options.TimeProvider, options.Timeout)
            .Running(body, [StackTraceHidden] static (scope, body) => scope.Run(body(new Nursery(scope.Handle))))
            .ExitTaskAsync();
    }

    /// <summary>Opens a nursery with a result around a delegate.</summary>
    /// <inheritdoc cref="RunAsync(Func{Nursery, Task}, CancellationToken)"/>
    public static Task<T> RunAsync<T>(Func<Nursery, Task<T>> body, CancellationToken cancellationToken = default) =>
        RunAsync(body, NurseryOptions.Default, cancellationToken);

    /// <summary>Opens a nursery with a result and options around a delegate.</summary>
    /// <inheritdoc cref="RunAsync(Func{Nursery, Task}, NurseryOptions, CancellationToken)"/>
    public static Task<T> RunAsync<T>(Func<Nursery, Task<T>> body, NurseryOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        return NurseryScope.Open<NurseryScope<T>>(options.Describe(), cancellationToken, options.TimeProvider, options.Timeout)
            .Running(body, [StackTraceHidden] static (scope, body) => scope.Run(body(new Nursery(scope.Handle))))
            .ExitTaskAsync();
    }
}
