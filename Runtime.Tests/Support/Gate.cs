using System.Runtime.CompilerServices;

namespace NurseryGen.Tests;

/// <summary>A signal that tests drive their children with: closed at first, opened once. Those who wait go on elsewhere, not on the
/// opener's stack.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _source.Task.IsCompleted;

    public void Open() => _source.TrySetResult();

    public Task Opened => _source.Task;

    public Task WaitAsync(CancellationToken cancellationToken) => _source.Task.WaitAsync(cancellationToken);

    public TaskAwaiter GetAwaiter() => Hang.Guard(_source.Task, "a gate that nobody opens").GetAwaiter();
}
