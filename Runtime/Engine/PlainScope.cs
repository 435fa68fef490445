using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace NurseryGen.Engine;

/// <summary>The engine of a <see cref="CancelScope"/>: a scope whose only lasting user is that object.</summary>
[StackTraceHidden]
internal sealed class PlainScope : ScopeCore
{
    public static PlainScope Open(CancellationToken caller, TimeSpan timeout, TimeProvider? clock)
    {
        var scope = Pool<PlainScope>.Rent();
        scope.OpenCore(caller, timeout, clock);
        return scope;
    }

    /// <summary>Goes to whoever cancels, as a <see cref="CancellationTokenSource"/> does it.</summary>
    private protected override void OnCallbacksFailed(AggregateException errors) => ExceptionDispatchInfo.Throw(errors);

    private protected override void OnUsersLeft(uint users, int version)
    {
        if (users == 0)
        {
            CloseCore();
            Pool<PlainScope>.ReturnOrDiscard(this);
        }
    }
}
