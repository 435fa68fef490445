namespace NurseryGen.Engine;

/// <summary>Disposes of a result whose type need not be disposable; asynchronously where it can be.</summary>
[StackTraceHidden]
internal static class Disposal
{
    public static ValueTask DisposeAsync(object? result)
    {
        if (result is IAsyncDisposable asyncDisposable)
            return asyncDisposable.DisposeAsync();

        (result as IDisposable)?.Dispose();
        return default;
    }
}
