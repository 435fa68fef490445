using System.ComponentModel;
using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>A child that says when it is ready (S28 to S30). Until then it runs in a scope of its own, which the starter's token cancels too.</summary>
/// <typeparam name="T">What the starter is given; <see cref="bool"/> where the child takes a <see cref="Ready"/> without a value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class ReadyNode<T> : TaskNode
{
    private static readonly Action<object?> s_onStarterCancelled = static node => ((ReadyNode<T>)node!).OnStarterCancelled();

    private readonly ReadySource<T> _source;
    private CancellationToken _starter;
    private CancellationTokenRegistration _starterLink;
    private ChildDeadline? _ownScope;
    private int _ownScopeVersion;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected ReadyNode(ChildInfo info)
        : base(info, isPooled: false) => _source = new ReadySource<T>(this);

    private protected sealed override bool HasOwnScope => true;

    /// <summary>What the child is given.</summary>
    protected Ready<T> ReadyWithValue => new(_source);

    /// <summary>What a child is given that gives no value: only where <typeparamref name="T"/> is <see cref="bool"/>.</summary>
    protected Ready ReadyWithoutValue => new((ReadySource<bool>)(object)_source);

    /// <summary>Enters the nursery and sets the child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="starter">The starter's token: cancels the child as long as it isn't ready.</param>
    /// <returns>A task to await once, for the value.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected ValueTask<T> StartWithValue(in Nursery nursery, CancellationToken starter)
    {
        _starter = starter;
        Enter(nursery);
        return new ValueTask<T>(_source, _source.Token);
    }

    /// <summary>The same, for a child that gives no value.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="starter">The starter's token: cancels the child as long as it isn't ready.</param>
    /// <returns>A task to await once.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected ValueTask StartWithoutValue(in Nursery nursery, CancellationToken starter)
    {
        _starter = starter;
        Enter(nursery);
        return new ValueTask(_source, _source.Token);
    }

    internal sealed override void OnOwnScopeOpened(ChildDeadline scope)
    {
        _ownScopeVersion = scope.Version;
        _ownScope = scope;
        _starterLink = _starter.UnsafeRegister(s_onStarterCancelled, this);
    }

    /// <summary>The child is ready, or has ended: the starter's token means nothing to it any more.</summary>
    internal void LetGoOfStarter() => _starterLink.Unregister();

    internal void MarkObserved() => Observed = true;

    private protected sealed override Exception? TellStarter()
    {
        if (!_source.IsPending)
        {
            return null;
        }

        var error = EndException();
        return _source.TryEnd(error) ? error : null;
    }

    private protected sealed override void Offer(NurseryScope scope)
    {
        // Being ready is what such a child is for; its end wins no race.
    }

    private void OnStarterCancelled()
    {
        if (_ownScope is { } scope && scope.TryEnter(_ownScopeVersion))
        {
            if (_source.IsPending)
            {
                scope.Cancel(CancelReason.StarterCancelled);
            }

            scope.Leave();
        }
    }

    /// <summary>What the starter is told of a child that ended before it was ready.</summary>
    private Exception EndException()
    {
        if (HasFailed(out var failure))
        {
            return failure;
        }

        if (!WasCancelled)
        {
            return new InvalidOperationException($"{Identity.Name} ended without saying that it is ready: call Set before it returns.");
        }

        return _starter.IsCancellationRequested ? new OperationCanceledException(_starter) : Cancellation();
    }
}
