namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>A door that one side opens and the other waits at.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Opened => _source.Task;

    public void Open() => _source.TrySetResult();
}

internal static class Signals
{
    /// <summary>What only a cancellation ends.</summary>
    public static Task ForeverAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    /// <summary>Fails the test where it would hang otherwise. Nothing waits for this long.</summary>
    public static Task Guarded(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <inheritdoc cref="Guarded(Task)"/>
    public static Task<T> Guarded<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(60));
}
