namespace NurseryGen.Engine;

/// <summary>A child that says when it is ready (S28 to S30). Until then it runs in a scope of its own, which the starter's token cancels
/// too.</summary>
/// <typeparam name="T">What the starter is given; <see cref="bool"/> where the child takes a <see cref="Ready"/> without a
/// value.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class ReadyNode<T, TArguments> : TaskNode
{
    private readonly ReadySource<T> _source;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.Arguments"/>
    protected TArguments Arguments = default!;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.ChildNode(ChildInfo)"/>
    protected ReadyNode(ChildInfo info)
        : base(info, isPooled: false) => _source = new ReadySource<T>(this);

    /// <summary>What the child is given.</summary>
    protected Ready<T> ReadyWithValue => new(_source);

    /// <summary>What a child is given that gives no value: only where <typeparamref name="T"/> is <see cref="bool"/>.</summary>
    protected Ready ReadyWithoutValue => new((ReadySource<bool>)(object)_source);

    private protected sealed override bool HasOwnScope => true;

    /// <summary>Enters the nursery and sets the child going, which the starter's token cancels as long as it isn't ready. The task is
    /// awaited once, for the value.</summary>
    protected ValueTask<T> StartWithValue(in ScopeHandle nursery, CancellationToken starter)
    {
        EnterFor(starter, nursery);
        return new ValueTask<T>(_source, _source.Token);
    }

    /// <summary>Starts a child that gives its starter no value.</summary>
    protected ValueTask StartWithoutValue(in ScopeHandle nursery, CancellationToken starter)
    {
        EnterFor(starter, nursery);
        return new ValueTask(_source, _source.Token);
    }

    /// <summary>Enters the nursery. The starter's token counts from here on: the child may have to wait for a slot (S30).</summary>
    private void EnterFor(CancellationToken starter, in ScopeHandle nursery)
    {
        if (!starter.CanBeCanceled)
        {
            Enter(nursery);
            return;
        }

        using var use = new ScopeUse<NurseryScope>(nursery.Enter());
        try
        {
            _source.LinkTo(starter, use.Scope);
            Enter(nursery);
            _source.LookAtStarter();
        }
        catch
        {
            _source.LetGoOfStarter();
            throw;
        }
    }

    internal sealed override void OnOwnScopeOpened(ChildScope scope) => _source.OnOwnScopeOpened(scope);

    private protected sealed override void DropArguments() => Arguments = default!;

    private protected sealed override Exception? FailPendingStart()
    {
        if (!_source.IsPending)
            return null;

        var error = EndException();
        return _source.TryEnd(error) ? error : null;
    }

    private protected sealed override void Offer(NurseryScope scope)
    {
        // Being ready is what such a child is for; its end wins no race.
    }

    /// <summary>What the starter is told of a child that ended before it was ready.</summary>
    private Exception EndException()
    {
        if (HasFailed(out var failure))
            return failure;

        if (!WasCancelled)
            return new InvalidOperationException($"{Identity.Name} ended without saying that it is ready: call Set before it returns.");

        return _source.StarterCancellation ?? Cancellation();
    }
}
