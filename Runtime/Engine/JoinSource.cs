using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>The body's wait for its children (S8): made at the first wait, then kept with its scope, one wait after another.</summary>
internal sealed class JoinSource(NurseryScope scope) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source;

    /// <summary>Null once the scope has closed on a wait that nobody came back for.</summary>
    private NurseryScope? _scope = scope;

    /// <summary>Whether a child that leaves has somebody to wake.</summary>
    private int _waiting;

    /// <summary>Whether a wait was handed out whose end nobody has looked at yet.</summary>
    private int _outstanding;

    public bool IsOutstanding => Volatile.Read(ref _outstanding) != 0;

    public ValueTask WaitAsync()
    {
        var scope = _scope!;
        if (Interlocked.Exchange(ref _outstanding, 1) != 0)
        {
            throw new InvalidOperationException(
                $"{scope.Info.Name}: JoinAsync is the body's, to be awaited at once; an earlier call has not been awaited to its end.");
        }

        // Whoever takes the wait ends it: the child that left last, or we, where none runs.
        var version = _source.Version;
        Interlocked.Exchange(ref _waiting, 1);
        if (!scope.OnlyBodyRuns || !TryTake())
        {
            return new ValueTask(this, version);
        }

        Volatile.Write(ref _outstanding, 0);
        return scope.IsCancelled ? ValueTask.FromCanceled(scope.Token) : default;
    }

    public bool TryTake() => Volatile.Read(ref _waiting) == 1 && Interlocked.CompareExchange(ref _waiting, 0, 1) == 1;

    public void Signal() => _source.Signal();

    /// <summary>The scope closes: lets go of it, and of whoever still waits.</summary>
    public void Abandon()
    {
        _scope = null;
        if (TryTake())
        {
            Signal();
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
        Volatile.Write(ref _outstanding, 0);
        _scope?.ThrowIfCancelled();
    }
}
