using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>
/// The body of an Each nursery over a sequence that is at hand (S32): has a slot, pulls one item, starts its child, asks for the next slot.
/// Where it has to wait for that, it goes on on the stack of the child that gives one back, and lets the item's child run there in its place.
/// </summary>
/// <remarks>
/// <para>
/// One pulls at a time: whoever has the slot that the feed asked for. Once it has asked in vain, the end of any child makes another thread
/// the one that pulls. A child that is to run on this stack runs only then, so however long it takes, it holds up nobody; and from then on
/// the feed isn't touched here.
/// </para>
/// <para>
/// A child that ends where it was run as a successor leaves its slot and its place to the loop here, rather than have it called once more
/// from within.
/// </para>
/// </remarks>
[StackTraceHidden]
internal abstract class EachFeed : SlotWaiter, IValueTaskSource, IThreadPoolWorkItem
{
    /// <summary>How many children run one after the other on a stack before the pool has its thread back for others.</summary>
    private const int MostSuccessors = 64;

    private ManualResetValueTaskSourceCore<bool> _end;
    private NurseryScope? _scope;
    private Exception? _error;

    /// <summary>What flows into the sequence and the children: the opener's, and what the sequence has made of it.</summary>
    /// <remarks>Null, until the pool's own is known, where the opener suppresses the flow.</remarks>
    private ExecutionContext? _context;

    /// <summary>The child of the item that was pulled last, until it is set going.</summary>
    private ChildNode? _held;

    /// <summary>Whether there is a place in the nursery that an ended child has left to the next one.</summary>
    private bool _hasPlace;

    /// <summary>Enters the nursery, for a child that is started: takes over an ended one's place, or a new one.</summary>
    /// <returns>The nursery. It is open: the feed is its body.</returns>
    public NurseryScope TakePlace()
    {
        var scope = _scope!;
        if (!_hasPlace)
        {
            scope.TryEnter(scope.Version);
        }

        _hasPlace = false;
        return scope;
    }

    /// <summary>A child has been started: sets it going once it is known where.</summary>
    public void Hold(ChildNode child) => _held = child;

    /// <summary>Begins; the task is the nursery's body.</summary>
    protected ValueTask RunAsync(NurseryScope scope)
    {
        _scope = scope;
        _context = ExecutionContext.Capture();
        if (scope.Info.MaxConcurrency != 0)
        {
            // Without a limit children run as in any nursery: none has to wait for another's slot.
            scope.Feed = this;
        }

        var body = new ValueTask(this, _end.Version);
        if (scope.TryTakeSlotForPump(this))
        {
            GoOn(hasPlace: false, mayRunHere: false);
        }

        return body;
    }

    internal sealed override void OnSlot(bool mayGoOnHere)
    {
        if (mayGoOnHere)
        {
            GoOn(hasPlace: false, mayRunHere: false);
        }
        else
        {
            Queue();
        }
    }

    internal sealed override void OnSlotAndPlace(NurseryScope scope) => GoOn(hasPlace: true, mayRunHere: IsPoolsOwnStack());

    void IThreadPoolWorkItem.Execute()
    {
        _context ??= ExecutionContext.Capture();
        Feed(hasPlace: false, mayRunHere: false);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token)
    {
        var status = _end.GetStatus(token);
        return status == ValueTaskSourceStatus.Succeeded ? Completion.StatusOf(_error) : status;
    }

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _end.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        _end.GetResult(token);
        _end.Reset();
        var error = _error;
        _error = null;
        _scope = null;
        _context = null;
        Recycle();
        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Pulls an item and starts its child.</summary>
    /// <returns>False at the end of the sequence.</returns>
    private protected abstract bool TryStartNext();

    /// <summary>Disposes the enumerator.</summary>
    private protected abstract void Close();

    /// <summary>The nursery has seen how the feed ended: it is free.</summary>
    private protected abstract void Recycle();

    /// <summary>Whether a child may run here as it would where the pool ran it: under nobody's scheduler, not within another's run.</summary>
    private static bool IsPoolsOwnStack() =>
        Thread.CurrentThread.IsThreadPoolThread
        && !ChildNode.IsInSuccessor
        && TaskScheduler.Current == TaskScheduler.Default;

    private void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    /// <summary>Goes on on this stack if its context can be put back afterwards; one whose flow is suppressed can't.</summary>
    private void GoOn(bool hasPlace, bool mayRunHere)
    {
        if (!ExecutionContext.IsFlowSuppressed())
        {
            Feed(hasPlace, mayRunHere);
            return;
        }

        var scope = _scope!;
        Queue();
        if (hasPlace)
        {
            scope.Leave();
        }
    }

    /// <summary>The feed has a slot: pulls until it has none. Leaves the thread as it was.</summary>
    /// <param name="hasPlace">Whether an ended child has left its place too.</param>
    /// <param name="mayRunHere">Whether children may run on this stack.</param>
    private void Feed(bool hasPlace, bool mayRunHere)
    {
        var scope = _scope!;
        var context = ExecutionContext.Capture()!;
        var synchronizationContext = SynchronizationContext.Current;
        var successors = mayRunHere ? MostSuccessors : 0;
        while (true)
        {
            if (!TryPull(scope, ref hasPlace, out var child))
            {
                End(scope);
                break;
            }

            if (scope.TryTakeSlotForPump(this))
            {
                child?.OnSlot(mayGoOnHere: false);
                continue;
            }

            // From here on the feed may be another thread's.
            if (child is null)
            {
                break;
            }

            // The sequence too may have left something behind.
            if (successors-- <= 0 || SynchronizationContext.Current is not null || ExecutionContext.IsFlowSuppressed())
            {
                child.OnSlot(mayGoOnHere: false);
                break;
            }

            hasPlace = child.RunAsSuccessor();
            if (!hasPlace || !scope.TryPassSlotTo(this))
            {
                break;
            }
        }

        ChildNode.RestoreContext(context);
        if (!ReferenceEquals(SynchronizationContext.Current, synchronizationContext))
        {
            SynchronizationContext.SetSynchronizationContext(synchronizationContext);
        }

        if (hasPlace)
        {
            scope.Leave();
        }
    }

    /// <summary>Pulls an item and starts its child, under the context of both.</summary>
    /// <param name="scope">The nursery.</param>
    /// <param name="hasPlace">Whether there is a place to start a child in; false once one has it.</param>
    /// <param name="child">The child, where it is to be set going.</param>
    /// <returns>False: there is no more to come.</returns>
    private bool TryPull(NurseryScope scope, ref bool hasPlace, out ChildNode? child)
    {
        _hasPlace = hasPlace;
        ChildNode.RestoreContext(_context!);
        var isStarted = false;
        try
        {
            if (scope.IsCanceled)
            {
                _error = scope.Cancellation();
            }
            else
            {
                isStarted = TryStartNext();
            }
        }
        catch (Exception error)
        {
            _error = error;
        }

        hasPlace = _hasPlace;
        child = _held;
        _held = null;
        var context = ExecutionContext.Capture();
        if (context is not null && !ReferenceEquals(context, _context))
        {
            _context = context;
        }

        return isStarted;
    }

    private void End(NurseryScope scope)
    {
        scope.Feed = null;
        scope.ReleaseSlot();
        try
        {
            Close();
        }
        catch (Exception error)
        {
            _error = error;
        }

        _end.Signal();
    }
}

/// <summary>The feed from a sequence of some type.</summary>
/// <typeparam name="TItem">The item.</typeparam>
/// <typeparam name="TState">What starting a child needs beside it.</typeparam>
[StackTraceHidden]
internal sealed class EachFeed<TItem, TState> : EachFeed
{
    private IEnumerator<TItem> _items = null!;
    private TState _state = default!;
    private Action<TState, TItem> _start = null!;

    public static ValueTask RunAsync(NurseryScope scope, IEnumerable<TItem> items, TState state, Action<TState, TItem> start)
    {
        var enumerator = items.GetEnumerator();
        var feed = Pool<EachFeed<TItem, TState>>.Rent();
        feed._items = enumerator;
        feed._state = state;
        feed._start = start;
        return feed.RunAsync(scope);
    }

    private protected override bool TryStartNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        _start(_state, _items.Current);
        return true;
    }

    private protected override void Close() => _items.Dispose();

    private protected override void Recycle()
    {
        _items = null!;
        _state = default!;
        _start = null!;
        Pool<EachFeed<TItem, TState>>.Return(this);
    }
}
