namespace NurseryGen.Engine;

/// <summary>Somebody who may have to wait for a slot of a nursery with <c>MaxConcurrency</c>: a child, or a sequence that is about to be pulled.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public abstract class SlotWaiter : PoolItem
{
    private protected SlotWaiter()
    {
    }

    /// <summary>The slot is there.</summary>
    /// <param name="mayGoOnHere">Whether the waiter may go on on this stack; else it does elsewhere.</param>
    internal abstract void OnSlot(bool mayGoOnHere);
}

/// <summary>S31: the slots of a nursery, and those who wait for one, in order. Its scope's gate guards it.</summary>
internal struct ChildLimit
{
    private int _taken;
    private SlotWaiter? _first;
    private SlotWaiter? _last;

    /// <summary>True: the slot is there. False: <see cref="SlotWaiter.OnSlot"/> will say when it is.</summary>
    public bool TryTake(SlotWaiter waiter, int limit)
    {
        if (_taken < limit)
        {
            _taken++;
            return true;
        }

        if (_last is null)
        {
            _first = waiter;
        }
        else
        {
            _last.Next = waiter;
        }

        _last = waiter;
        return false;
    }

    /// <summary>A slot is given back, or on: to the one who has waited longest, who is returned.</summary>
    public SlotWaiter? Release()
    {
        var next = _first;
        if (next is null)
        {
            _taken--;
            return null;
        }

        _first = (SlotWaiter?)next.Next;
        next.Next = null;
        if (_first is null)
        {
            _last = null;
        }

        return next;
    }
}
