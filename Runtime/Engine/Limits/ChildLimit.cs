namespace NurseryGen.Engine;

/// <summary>S31: the slots of a nursery with <c>MaxConcurrency</c>, and the waiters for one, first come, first served. Thread-safe by the
/// gate.</summary>
internal struct ChildLimit
{
    private int _taken;
    private ISlotWaiter? _first;
    private ISlotWaiter? _last;

    /// <summary>True if the nursery is cancelled: nothing waits for a slot any more (S5).</summary>
    private bool _isLifted;

    /// <summary>Takes a slot, or queues the waiter.</summary>
    /// <returns>True: the caller goes on now. False: <see cref="ISlotWaiter.OnSlot"/> says when.</returns>
    public bool TryTake(ISlotWaiter waiter, int limit, object gate)
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
    public bool TryTakeFree(ISlotWaiter waiter, int limit, object gate)
    {
        lock (gate)
            return TryTakeFree_NeedsLock(waiter, limit);
    }

    /// <summary>Gives a slot back.</summary>
    /// <returns>The waiter that has it now, for the caller to set going; null where none waits.</returns>
    public ISlotWaiter? Release(int limit, object gate)
    {
        lock (gate)
        {
            AssertInvariants(limit);
            if (_isLifted)
                return null;

            if (_first is { } next)
            {
                ref var place = ref next.Place;
                Dequeue_NeedsLock(ref place);
                place.HoldsSlot = true;
                return next;
            }

            _taken--;
            return null;
        }
    }

    /// <summary>The nursery is cancelled: no slot is waited for from here on.</summary>
    /// <returns>The waiters, each linked to the next, for <see cref="SetGoing"/>.</returns>
    public ISlotWaiter? Lift(object gate)
    {
        lock (gate)
        {
            _isLifted = true;
            var first = _first;
            for (var waiter = first; waiter is not null; waiter = waiter.Place.Next)
            {
                waiter.Place.Previous = null;
                waiter.Place.IsQueued = false;
            }

            _first = _last = null;
            return first;
        }
    }

    /// <summary>Lets all go that were lifted out of the queue.</summary>
    public static void SetGoing(ISlotWaiter? waiter)
    {
        while (waiter is not null)
        {
            var next = waiter.Place.Next;
            waiter.Place.Next = null;
            waiter.OnSlot();
            waiter = next;
        }
    }

    /// <summary>Takes one waiter out of the queue: its own wait was cancelled.</summary>
    /// <returns>False if it doesn't wait.</returns>
    public bool Remove(ISlotWaiter waiter, object gate)
    {
        lock (gate)
        {
            ref var place = ref waiter.Place;
            if (!place.IsQueued)
                return false;

            Dequeue_NeedsLock(ref place);
            return true;
        }
    }

    private bool TryTakeFree_NeedsLock(ISlotWaiter waiter, int limit)
    {
        AssertInvariants(limit);
        if (_isLifted)
        {
            waiter.Place.HoldsSlot = false;
            return true;
        }

        if (_taken < limit)
        {
            _taken++;
            waiter.Place.HoldsSlot = true;
            return true;
        }

        return false;
    }

    private void Enqueue_NeedsLock(ISlotWaiter waiter)
    {
        ref var place = ref waiter.Place;
        place.HoldsSlot = false;
        place.IsQueued = true;
        place.Previous = _last;
        if (_last is null)
            _first = waiter;
        else
            _last.Place.Next = waiter;

        _last = waiter;
    }

    private void Dequeue_NeedsLock(ref SlotPlace place)
    {
        if (place.Previous is { } previous)
            previous.Place.Next = place.Next;
        else
            _first = place.Next;

        if (place.Next is { } next)
            next.Place.Previous = place.Previous;
        else
            _last = place.Previous;

        place.Next = null;
        place.Previous = null;
        place.IsQueued = false;
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
