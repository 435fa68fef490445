namespace NurseryGen.Engine;

/// <summary>Names one use of a nursery's scope: the object, and its version then. What a <see cref="NurseryGen.Nursery"/> holds, and what
/// children are started with.</summary>
/// <remarks>Passed by reference: a copy of what has just been written in parts stalls the processor.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScopeHandle
{
    private readonly NurseryScope? _scope;
    private readonly int _version;

    internal ScopeHandle(NurseryScope scope)
    {
        _scope = scope;
        Info = scope.Info;
        _version = scope.Version;
    }

    /// <summary>The nursery; null in the default value.</summary>
    internal NurseryInfo? Info { get; }

    internal NurseryScope Scope => _scope ?? throw NotOpened();

    /// <summary>True if the nursery has not exited.</summary>
    internal bool IsOpen => Scope.Version == _version;

    /// <summary>Becomes a user of the scope: it stays open until <see cref="ScopeCore.Leave"/>.</summary>
    internal NurseryScope Enter() => TryEnter() ?? throw Closed();

    /// <summary>Becomes a user of the scope. Null if the nursery has exited.</summary>
    internal NurseryScope? TryEnter()
    {
        var scope = Scope;
        return scope.TryEnter(_version) ? scope : null;
    }

    /// <summary>Cancels the nursery, unless it has exited.</summary>
    internal void Cancel(CancelReason reason)
    {
        if (TryEnter() is { } scope)
        {
            try
            {
                // A deadline or a caller that came first is the reason.
                _ = scope.IsCanceled || scope.Cancel(reason);
            }
            finally
            {
                scope.Leave();
            }
        }
    }

    internal bool Names(in ScopeHandle other) => ReferenceEquals(_scope, other._scope) && _version == other._version;

    internal int Hash() => HashCode.Combine(_scope, _version);

    internal InvalidOperationException Closed() => new(
        $"The nursery {Info} has exited: nothing can be started in it, and its token is gone. "
        + "Use the handle only while the body or a child runs.");

    private static InvalidOperationException NotOpened() => new(
        "This nursery handle is default(Nursery) and was never opened. Use the one that the nursery's body or child was given.");
}
