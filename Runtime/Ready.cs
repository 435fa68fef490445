namespace NurseryGen;

/// <summary>
/// What a child that takes a parameter of this type calls to say that it is ready: <c>await nursery.StartServeAsync()</c> goes on then, and
/// the child goes on in the nursery. Trio's counterpart is <c>task_status</c> of <c>nursery.start</c>.
/// </summary>
/// <remarks>
/// Until it is ready, the child is its starter's affair: what it throws is thrown by the starter's <see langword="await"/>, and the
/// starter's token cancels it. A child that ends without having been ready gives its starter <see cref="InvalidOperationException"/>.
/// Thread-safe.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Ready
{
    private readonly ReadySource<bool>? _source;

    internal Ready(ReadySource<bool> source) => _source = source;

    /// <summary>The child's name, and whether its starter still waits.</summary>
    /// <returns>For instance <c>EchoServer.ServeAsync (EchoServer.cs:30): not ready</c>.</returns>
    public override string ToString() => _source?.ToString() ?? "(no child)";

    /// <summary>Says that the child is ready.</summary>
    /// <exception cref="InvalidOperationException">It has been said already, or the value is <see langword="default"/>.</exception>
    public void Set() => (_source ?? throw ReadySource<bool>.NotStarted()).Set(true);
}

/// <summary>Tells a child's starter that the child is ready, and gives it a value: the port that a server listens on, for
/// instance.</summary>
/// <typeparam name="T">The value.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Ready<T>
{
    private readonly ReadySource<T>? _source;

    internal Ready(ReadySource<T> source) => _source = source;

    /// <summary>The child's name, and whether its starter still waits.</summary>
    /// <returns>For instance <c>EchoServer.ServeAsync (EchoServer.cs:30): not ready</c>.</returns>
    public override string ToString() => _source?.ToString() ?? "(no child)";

    /// <summary>Says that the child is ready.</summary>
    /// <param name="value">What the starter is given.</param>
    /// <exception cref="InvalidOperationException">It has been said already, or the value is <see langword="default"/>.</exception>
    public void Set(T value) => (_source ?? throw ReadySource<T>.NotStarted()).Set(value);
}
