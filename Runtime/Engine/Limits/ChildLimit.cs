using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>S31: the slots of a nursery with <c>MaxConcurrency</c>, and the waiters for one, first come, first served. Thread-safe by the
/// gate.</summary>
internal struct ChildLimit
{
    private int _taken;
    private SlotWaiter? _first;
    private SlotWaiter? _last;

    /// <summary>True if the nursery is cancelled: nothing waits for a slot any more (S5).</summary>
    private bool _isLifted;

    /// <summary>Takes a slot, or queues the waiter.</summary>
    /// <returns>True: the caller goes on now. False: <see cref="SlotWaiter.OnSlot"/> says when.</returns>
    public bool TryTake(SlotWaiter waiter, int limit, object gate)
    {
        lock (gate)
        {
            if (TryTakeFree_NeedsLock(waiter, limit))
                return true;

            Enqueue_NeedsLock(waiter);
            return false;
        }
    }

    /// <summary>Takes a slot if there is one, or if none is needed any more; never queues the waiter.</summary>
    /// <returns>True: the caller goes on now.</returns>
    public bool TryTakeFree(SlotWaiter waiter, int limit, object gate)
    {
        lock (gate)
        {
            return TryTakeFree_NeedsLock(waiter, limit);
        }
    }

    /// <summary>Gives a slot back.</summary>
    /// <returns>The waiter that has it now, for the caller to set going; null where none waits.</returns>
    public SlotWaiter? Release(int limit, object gate)
    {
        lock (gate)
        {
            AssertInvariants(limit);
            if (_isLifted)
                return null;

            if (_first is { } next)
            {
                Dequeue_NeedsLock(next);
                next.HoldsSlot = true;
                return next;
            }

            _taken--;
            return null;
        }
    }

    /// <summary>The nursery is cancelled: no slot is waited for from here on.</summary>
    /// <returns>The waiters, each linked to the next, for the caller to set going.</returns>
    public SlotWaiter? Lift(object gate)
    {
        lock (gate)
        {
            _isLifted = true;
            var first = _first;
            for (var waiter = first; waiter is not null; waiter = (SlotWaiter?)waiter.Next)
            {
                waiter.Previous = null;
                waiter.IsQueued = false;
            }

            _first = _last = null;
            return first;
        }
    }

    /// <summary>Takes one waiter out of the queue: its own wait was cancelled.</summary>
    /// <returns>False if it doesn't wait.</returns>
    public bool Remove(SlotWaiter waiter, object gate)
    {
        lock (gate)
        {
            if (!waiter.IsQueued)
                return false;

            Dequeue_NeedsLock(waiter);
            return true;
        }
    }

    private bool TryTakeFree_NeedsLock(SlotWaiter waiter, int limit)
    {
        AssertInvariants(limit);
        if (_isLifted)
        {
            waiter.HoldsSlot = false;
            return true;
        }

        if (_taken < limit)
        {
            _taken++;
            waiter.HoldsSlot = true;
            return true;
        }

        return false;
    }

    private void Enqueue_NeedsLock(SlotWaiter waiter)
    {
        waiter.HoldsSlot = false;
        waiter.IsQueued = true;
        waiter.Previous = _last;
        if (_last is null)
            _first = waiter;
        else
            _last.Next = waiter;

        _last = waiter;
    }

    private void Dequeue_NeedsLock(SlotWaiter waiter)
    {
        var next = (SlotWaiter?)waiter.Next;
        if (waiter.Previous is { } previous)
            previous.Next = next;
        else
            _first = next;

        if (next is null)
            _last = waiter.Previous;
        else
            next.Previous = waiter.Previous;

        waiter.Next = null;
        waiter.Previous = null;
        waiter.IsQueued = false;
    }

    [Conditional("DEBUG")]
    private readonly void AssertInvariants(int limit)
    {
        Debug.Assert(
            _taken >= 0 && _taken <= limit, "As many slots are taken as were given out and not given back, and never more than there are.");
        Debug.Assert(_first is null == _last is null, "The queue has both ends or none.");
        Debug.Assert(_first is null || _taken == limit, "A waiter waits only while all slots are taken.");
        Debug.Assert(_first is null || !_isLifted, "Nothing waits for a slot in a cancelled nursery.");
    }
}
