namespace NurseryGen.Engine;

/// <summary>
/// The cancellation of a scope. It is one fact, <see cref="_reason"/>, set once. A token source exists only where the token was read. The
/// caller's token is linked, and the timer set, only where something waits for the cancellation: a token, a child without a slot, a pending
/// exit. The fences are paired in docs/internals/cancellation.md.
/// </summary>
[StackTraceHidden]
internal struct CancellationState(ScopeCore scope)
{
    /// <summary>S38: true if a token source that was never cancelled serves the next scope. Off by default: tokens outlive their
    /// scopes.</summary>
    private static readonly bool s_poolTokenSources =
        AppContext.TryGetSwitch("NurseryGen.PoolTokenSources", out var enabled) && enabled;

    /// <summary>A source keeps the nodes of all registrations that it ever had at once: after this many readers it is not reused.</summary>
    private const int MostReadersOfPooledSource = 64;

    private static readonly Action<object?> s_poke = static scope => ((ScopeCore)scope!).Poke();

    private readonly ScopeCore _scope = scope;
    private CancellationToken _caller;
    private CancellationTokenRegistration _link;
    private CancellationTokenSource? _source;
    private int _tokenReaders;

    /// <summary>1 once the caller's token is linked and the timer set.</summary>
    private int _watches;

    /// <summary>1 once <see cref="_source"/> serves this life of the scope.</summary>
    private int _hasToken;
    private volatile CancelReason? _reason;

    public readonly CancelReason? Reason => _reason;

    public readonly CancellationToken Caller => _caller;

    /// <summary>The scope's token. For users of the scope only.</summary>
    public CancellationToken Token
    {
        get
        {
            if (s_poolTokenSources)
            {
                // Not atomic: an estimate will do.
                _tokenReaders++;
            }

            return HasToken ? _source!.Token : MakeToken();
        }
    }

    /// <summary>True if a cancellation is noticed when it happens.</summary>
    public bool IsWatching => Volatile.Read(ref _watches) != 0;

    private bool HasToken => Volatile.Read(ref _hasToken) != 0;

    /// <summary>The scope opens under its caller's token.</summary>
    public void Open(CancellationToken caller)
    {
        Debug.Assert(_reason is null, "A scope opens uncancelled.");
        Debug.Assert(_hasToken == 0 && _watches == 0, "A scope opens without the token and the links of its earlier life.");
        _caller = caller;
    }

    /// <summary>Cancels; the first reason stays. For users of the scope only: the scope can't close while callbacks run.</summary>
    public bool TryCancel(CancelReason reason)
    {
        // Pairs with MakeToken and with ChildLimit.TryTake: stores the reason, then loads what waits for it.
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
            return false;

        _scope.OnCanceled();
        if (HasToken)
            CancelSource();

        return true;
    }

    /// <summary>Links the caller's token and sets the timer, so that a cancellation is noticed when it happens. For users of the scope
    /// only.</summary>
    public void Watch()
    {
        if (IsWatching)
            return;

        // A link of our own rather than a linked source: the callback only looks, so a late one does no harm.
        var link = _caller.CanBeCanceled ? _caller.UnsafeRegister(s_poke, _scope) : default;
        if (Interlocked.Exchange(ref _watches, 1) != 0)
        {
            link.Unregister();
            return;
        }

        _link = link;
        _scope.WatchDeadline();
    }

    /// <summary>Makes the token. Several threads may try at once; all of them get the same source.</summary>
    private CancellationToken MakeToken()
    {
        if (_scope.IsCanceled)
        {
            // No source is needed any more, unless there is one already.
            return HasToken ? _source!.Token : new CancellationToken(canceled: true);
        }

        if (_source is null)
            Interlocked.CompareExchange(ref _source, new CancellationTokenSource(), null);

        Watch();

        // Pairs with TryCancel: stores that there is a token, then loads the reason. Without the fence a token is never cancelled.
        Interlocked.Exchange(ref _hasToken, 1);
        if (_reason is not null)
            CancelSource();

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
            _scope.OnCallbacksFailed(errors.Flatten());
        }
    }

    public void Close()
    {
        if (_watches != 0)
        {
            // Doesn't wait for a callback under way: that only looks.
            _link.Unregister();
            _link = default;
            _watches = 0;
        }

        if (_hasToken != 0)
        {
            _hasToken = 0;
            if (!s_poolTokenSources || _reason is not null || _tokenReaders > MostReadersOfPooledSource || !_source!.TryReset())
                _source = null;

            _tokenReaders = 0;
        }

        _caller = default;
        _reason = null;
    }
}
