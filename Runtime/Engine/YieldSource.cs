using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>A pooled <c>Task.Yield</c> that checks a token when it resumes.</summary>
[StackTraceHidden]
internal sealed class YieldSource : Yielded, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationToken _cancellationToken;

    public static ValueTask YieldAsync(CancellationToken cancellationToken)
    {
        var source = Pool<YieldSource>.Rent();
        source._cancellationToken = cancellationToken;
        return new ValueTask(source, source._source.Version);
    }

    public override void GoOn() => _source.SetResult(true);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _source.OnCompleted(continuation, state, token, flags);
        LocalQueue.Push(this);
    }

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _source.Reset();
        var cancellationToken = _cancellationToken;
        _cancellationToken = default;
        Pool<YieldSource>.Return(this);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
