using System.Collections.Concurrent;

namespace NurseryGen.Engine;

/// <summary>The engine of a <see cref="CancelScope"/>: a scope whose only lasting user is that object.</summary>
[StackTraceHidden]
internal sealed class PlainScope : ScopeCore
{
    private ConcurrentQueue<Exception>? _failures;

    public static PlainScope Open(CancellationToken caller, TimeSpan timeout, TimeProvider? clock)
    {
        var scope = Rent<PlainScope>();
        scope.OpenCore(caller, timeout, clock);
        return scope;
    }

    /// <summary>Takes what callbacks on the token, and the user's clock, have thrown. For users of the scope only.</summary>
    public ConcurrentQueue<Exception>? TakeFailures() => Interlocked.Exchange(ref _failures, null);

    internal override void OnCallbacksFailed(AggregateException errors)
    {
        foreach (var error in errors.InnerExceptions)
            Add(error);
    }

    internal override void OnClockFailed(Exception error) => Add(error);

    private void Add(Exception error)
    {
        var failures = Volatile.Read(ref _failures);
        if (failures is null)
        {
            failures = new ConcurrentQueue<Exception>();
            failures = Interlocked.CompareExchange(ref _failures, failures, null) ?? failures;
        }

        failures.Enqueue(error);
    }

    private protected override void OnUsersLeft(uint users, int version)
    {
        if (users == 0)
        {
            CloseUserClock();
            var late = TakeFailures();
            CloseCore();
            GiveBack();
            if (late is not null)
                ThrowOnThePool(late);
        }
    }

    /// <summary>Callbacks of a cancellation that was under way at the Dispose threw later: unhandled, as those of a
    /// CancellationTokenSource's timer.</summary>
    private static void ThrowOnThePool(ConcurrentQueue<Exception> late) => ThreadPool.UnsafeQueueUserWorkItem(
        static late => throw new AggregateException("Callbacks on the token of a disposed cancel scope threw.", late),
        late, preferLocal: false);
}
