using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>
/// Somebody who may have to wait for a slot of a nursery with <c>MaxConcurrency</c>: a child, or the pump that is about to pull its sequence.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class SlotWaiter : PoolItem
{
    private protected SlotWaiter()
    {
    }

    /// <summary>The slot is there.</summary>
    /// <param name="mayGoOnHere">Whether the waiter may go on on this stack; else it does elsewhere.</param>
    internal abstract void OnSlot(bool mayGoOnHere);

    /// <summary>The slot is there, and with it an ended child's place among the users of the nursery: to take over, or to give up.</summary>
    internal virtual void OnSlotAndPlace(NurseryScope scope)
    {
        OnSlot(mayGoOnHere: true);
        scope.Leave();
    }
}

/// <summary>S31: the slots of a nursery, and those who wait for one, in order.</summary>
/// <remarks>
/// One word says how many slots are taken. While nobody waits, and while nobody but the nursery's one pump does, slots change hands by a
/// compare-and-swap of it alone; a longer queue is guarded by the scope's gate, and then the word says so.
/// </remarks>
internal struct ChildLimit
{
    /// <summary>All slots are taken, and the pump waits for one.</summary>
    private const int PumpWaits = -1;

    /// <summary>All slots are taken, and those who wait are in the queue. Set and left under the gate only.</summary>
    private const int QueueWaits = -2;

    private int _taken;

    /// <summary>The pump, once it has asked.</summary>
    private SlotWaiter? _pump;
    private SlotWaiter? _first;
    private SlotWaiter? _last;

    /// <summary>For a child. True: the slot is there. False: <see cref="SlotWaiter.OnSlot"/> will say when it is.</summary>
    public bool TryTake(SlotWaiter waiter, int limit, object gate)
    {
        if (TryTakeFree(limit))
        {
            return true;
        }

        lock (gate)
        {
            while (!TryTakeFree(limit))
            {
                // All that others may do meanwhile is to change the word: then look again.
                var taken = Volatile.Read(ref _taken);
                if (taken == QueueWaits)
                {
                    Enqueue(waiter);
                    return false;
                }

                if ((taken == limit || taken == PumpWaits) && Interlocked.CompareExchange(ref _taken, QueueWaits, taken) == taken)
                {
                    if (taken == PumpWaits)
                    {
                        Enqueue(_pump!);
                    }

                    Enqueue(waiter);
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The same for the pump, of which a nursery has one.</summary>
    public bool TryTakeForPump(SlotWaiter pump, int limit, object gate)
    {
        if (!ReferenceEquals(_pump, pump))
        {
            _pump = pump;
        }

        while (!TryTakeFree(limit))
        {
            var seen = Interlocked.CompareExchange(ref _taken, PumpWaits, limit);
            if (seen == limit)
            {
                return false;
            }

            if (seen == QueueWaits)
            {
                return TryTake(pump, limit, gate);
            }
        }

        return true;
    }

    /// <summary>A slot is given back, or on: to the one who has waited longest, who is returned.</summary>
    public SlotWaiter? Release(int limit, object gate)
    {
        while (true)
        {
            var taken = Volatile.Read(ref _taken);
            if (taken == QueueWaits)
            {
                lock (gate)
                {
                    if (_taken == QueueWaits)
                    {
                        return Dequeue(limit);
                    }
                }
            }
            else if (taken == PumpWaits)
            {
                if (Interlocked.CompareExchange(ref _taken, limit, taken) == taken)
                {
                    return _pump;
                }
            }
            else if (Interlocked.CompareExchange(ref _taken, taken - 1, taken) == taken)
            {
                return null;
            }
        }
    }

    private bool TryTakeFree(int limit)
    {
        var taken = Volatile.Read(ref _taken);
        while ((uint)taken < (uint)limit)
        {
            var seen = Interlocked.CompareExchange(ref _taken, taken + 1, taken);
            if (seen == taken)
            {
                return true;
            }

            taken = seen;
        }

        return false;
    }

    private void Enqueue(SlotWaiter waiter)
    {
        if (_last is null)
        {
            _first = waiter;
        }
        else
        {
            _last.Next = waiter;
        }

        _last = waiter;
    }

    private SlotWaiter Dequeue(int limit)
    {
        var next = _first!;
        _first = (SlotWaiter?)next.Next;
        next.Next = null;
        if (_first is null)
        {
            _last = null;
            Volatile.Write(ref _taken, limit);
        }

        return next;
    }
}
