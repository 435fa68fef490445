using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>A child that says when it is ready (S28 to S30). Until then it runs in a scope of its own, which the starter's token cancels
/// too.</summary>
/// <typeparam name="T">What the starter is given; <see cref="bool"/> where the child takes a <see cref="Ready"/> without a
/// value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class ReadyNode<T> : TaskNode
{
    private static readonly Action<object?> s_onStarterCancelled = static node => ((ReadyNode<T>)node!).OnStarterCancelled();

    private static readonly Action<ReadyNode<T>> s_onStarterCancelledQueued = static node => node.OnStarterCancelled();

    private readonly ReadySource<T> _source;
    private CancellationToken _starter;
    private CancellationTokenRegistration _starterLink;
    private ChildScope? _ownScope;
    private NurseryScope? _nursery;
    private int _ownScopeVersion;

    private protected ReadyNode(ChildInfo info)
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
    protected ValueTask<T> StartWithValue(in ScopeHandle nursery, CancellationToken starter)
    {
        EnterFor(starter, nursery);
        return new ValueTask<T>(_source, _source.Token);
    }

    /// <summary>Starts a child that gives its starter no value.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="starter">The starter's token: cancels the child as long as it isn't ready.</param>
    /// <returns>A task to await once.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected ValueTask StartWithoutValue(in ScopeHandle nursery, CancellationToken starter)
    {
        EnterFor(starter, nursery);
        return new ValueTask(_source, _source.Token);
    }

    internal sealed override void OnOwnScopeOpened(ChildScope scope)
    {
        _ownScopeVersion = scope.Version;
        Volatile.Write(ref _ownScope, scope);

        // Pairs with OnStarterCancelled: stores the scope, then loads whether the starter is cancelled.
        Interlocked.MemoryBarrier();
        if (_starter.IsCancellationRequested)
            OnStarterCancelled();
    }

    /// <summary>Enters the nursery. The starter's token counts from here on: the child may have to wait for a slot (S30).</summary>
    private void EnterFor(CancellationToken starter, in ScopeHandle nursery)
    {
        _starter = starter;
        if (!starter.CanBeCanceled)
        {
            Enter(nursery);
            return;
        }

        var scope = nursery.Enter();
        try
        {
            _nursery = scope;
            _starterLink = starter.UnsafeRegister(s_onStarterCancelled, this);
            Enter(nursery);
            if (starter.IsCancellationRequested)
            {
                // The callback may have come before the child waited for its slot.
                OnStarterCancelled();
            }
        }
        catch
        {
            LetGoOfStarter();
            throw;
        }
        finally
        {
            scope.LeaveQuietly();
        }
    }

    /// <summary>The child is ready, or has ended: the starter's token means nothing to it any more.</summary>
    internal void LetGoOfStarter() => _starterLink.Unregister();

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

    private void OnStarterCancelled()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            // Children that each start the next with their own token cancel each other from within callbacks: go on with a fresh stack.
            ThreadPool.UnsafeQueueUserWorkItem(s_onStarterCancelledQueued, this, preferLocal: true);
            return;
        }

        // Pairs with OnOwnScopeOpened: the starter is cancelled, then loads the child's scope.
        if (Volatile.Read(ref _ownScope) is not { } scope)
        {
            _nursery?.LetGo(this);
        }
        else if (scope.TryEnter(_ownScopeVersion))
        {
            if (_source.TryGiveUp())
                scope.Cancel(CancelReason.StarterCancelled);

            scope.Leave();
        }
    }

    /// <summary>What the starter is told of a child that ended before it was ready.</summary>
    private Exception EndException()
    {
        if (HasFailed(out var failure))
            return failure;

        if (!WasCancelled)
            return new InvalidOperationException($"{Identity.Name} ended without saying that it is ready: call Set before it returns.");

        return _starter.IsCancellationRequested ? new OperationCanceledException(_starter) : Cancellation();
    }
}

/// <inheritdoc cref="ReadyNode{T}"/>
/// <typeparam name="T">What the starter is given.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class ReadyNode<T, TArguments> : ReadyNode<T>
{
    /// <summary>What the child's method is called with. Dropped at the child's end (S39).</summary>
    [SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "A property would copy all of it.")]
    protected TArguments Arguments = default!;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected ReadyNode(ChildInfo info)
        : base(info)
    {
    }

    private protected sealed override void Clear() => Arguments = default!;
}
