namespace NurseryGen.Tests;

/// <summary>A result that knows how often it was disposed.</summary>
internal sealed class Tracked(string name = "") : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public void Dispose() => Interlocked.Increment(ref _disposals);

    public override string ToString() => name;
}

/// <summary>The same, disposed asynchronously: not before its gate opens.</summary>
internal sealed class TrackedAsync(Task mayEnd) : IAsyncDisposable
{
    private int _disposals;

    public Gate Begun { get; } = new();

    public int Disposals => Volatile.Read(ref _disposals);

    public async ValueTask DisposeAsync()
    {
        Begun.Open();
        await mayEnd.ConfigureAwait(false);
        Interlocked.Increment(ref _disposals);
    }
}
