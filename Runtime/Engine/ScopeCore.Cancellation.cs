using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <content>
/// The cancellation of a scope. It is one fact, <see cref="_reason"/>, set once. The token source is made (and linked, and timed)
/// only when somebody asks for the token: a scope whose token nobody takes costs nothing.
/// </content>
public abstract partial class ScopeCore
{
    /// <summary>S38: whether a token source that was never cancelled serves the next scope.</summary>
    private static readonly bool s_poolTokenSources =
        !AppContext.TryGetSwitch("NurseryGen.PoolTokenSources", out var enabled) || enabled;

    private const int Unarmed = 0;
    private const int Armed = 1;

    private static readonly Action<object?> s_poke = static scope => ((ScopeCore)scope!).Poke();
    private static readonly Action<ScopeCore> s_pokeQueued = static scope => scope.Poke();

    private CancellationToken _caller;
    private CancellationTokenRegistration _link;
    private CancellationTokenSource? _source;
    private int _arming;
    private volatile CancelReason? _reason;

    /// <summary>Why the scope is cancelled; null while it isn't. Doesn't look at the caller or the clock.</summary>
    internal CancelReason? KnownReason => _reason;

    internal bool CallerCancelled => _caller.IsCancellationRequested;

    internal CancellationToken CallerToken => _caller;

    /// <summary>The scope's token. For users of the scope only.</summary>
    internal CancellationToken Token => IsArmed ? _source!.Token : Arm();

    private bool IsArmed => Volatile.Read(ref _arming) == Armed;

    /// <summary>Whether the scope is cancelled by now: notices a cancelled caller and a passed deadline. For users of the scope only.</summary>
    internal bool IsCanceled
    {
        get
        {
            if (_reason is not null)
            {
                return true;
            }

            if (_caller.IsCancellationRequested)
            {
                Cancel(CancelReason.CallerCancelled);
                return true;
            }

            if (DeadlinePassed)
            {
                Cancel(CancelReason.DeadlinePassed);
                return true;
            }

            return false;
        }
    }

    /// <summary>Cancels; the first reason stays. For users of the scope only: it can't close while callbacks run.</summary>
    internal bool Cancel(CancelReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
        {
            return false;
        }

        if (IsArmed)
        {
            CancelSource();
        }

        return true;
    }

    /// <summary>Callbacks on the token threw: so many more failures (S13).</summary>
    private protected abstract void OnCallbacksFailed(AggregateException errors);

    /// <summary>Something happened that may cancel the scope, in this life or an earlier one: look.</summary>
    private void Poke()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            // Deeply nested scopes cancel each other from within callbacks: go on with a fresh stack.
            ThreadPool.UnsafeQueueUserWorkItem(s_pokeQueued, this, preferLocal: true);
            return;
        }

        if (TryEnterCurrent())
        {
            try
            {
                _ = IsCanceled;
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>Makes the token. Several may try at once: all have the same source, and one of them its link.</summary>
    private CancellationToken Arm()
    {
        if (IsCanceled)
        {
            // Nobody needs a source any more, unless there is one already.
            return IsArmed ? _source!.Token : new CancellationToken(canceled: true);
        }

        if (_source is null)
        {
            Interlocked.CompareExchange(ref _source, new CancellationTokenSource(), null);
        }

        // Our own link rather than a linked source: those can't be reset and used again. Should the caller cancel just now, the callback sets
        // the reason and leaves the source to us.
        var link = _caller.CanBeCanceled ? _caller.UnsafeRegister(s_poke, this) : default;

        // A full fence: whoever sets the reason, or finds the timer due, and doesn't see this, is seen below.
        if (Interlocked.Exchange(ref _arming, Armed) == Armed)
        {
            link.Unregister();
            return _source.Token;
        }

        _link = link;
        EnsureTimer();
        if (_reason is not null)
        {
            CancelSource();
        }

        return _source.Token;
    }

    private void CancelSource()
    {
        try
        {
            _source!.Cancel();
        }
        catch (AggregateException errors)
        {
            OnCallbacksFailed(errors.Flatten());
        }
    }

    private void CloseCancellation()
    {
        if (IsArmed)
        {
            // Doesn't wait for a callback under way: it could only poke.
            _link.Unregister();
            _link = default;
            if (_reason is not null || !s_poolTokenSources || !_source!.TryReset())
            {
                _source = null;
            }
        }

        _arming = Unarmed;
        CloseDeadline();
        _reason = null;
    }
}
