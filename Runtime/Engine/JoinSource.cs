using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>The body's wait for its children (S8): made at the first wait, then kept with its scope.</summary>
internal sealed class JoinSource(NurseryScope scope) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private int _waiting;

    public ValueTask WaitAsync()
    {
        if (Interlocked.Exchange(ref _waiting, 1) != 0)
        {
            throw new InvalidOperationException(
                $"{scope.Info.Name}: JoinAsync is the body's and is awaited already; await it once at a time, and never from a child.");
        }

        // Whoever takes the wait ends it: the child that left last, or we, where none runs.
        var version = _source.Version;
        if (scope.OnlyBodyRuns && TryTake())
        {
            return scope.IsCancelled ? ValueTask.FromCanceled(scope.Token) : default;
        }

        return new ValueTask(this, version);
    }

    public bool TryTake() => Volatile.Read(ref _waiting) == 1 && Interlocked.CompareExchange(ref _waiting, 0, 1) == 1;

    public void Signal() => _source.Signal();

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
        scope.ThrowIfCancelled();
    }
}
