namespace NurseryGen.Engine;

/// <content>S31: at most so many children run at once. Daemons take no slot: they would never give it back while others wait for one.</content>
public abstract partial class NurseryScope
{
    private ChildLimit _limit;
    private SlotSource? _slotSource;

    /// <summary>What feeds an Each nursery with children, as long as it does: they are its to set going.</summary>
    internal EachFeed? Feed { get; set; }

    /// <summary>True: the slot is there. False: the waiter will be told when it is.</summary>
    internal bool TryTakeSlot(SlotWaiter waiter) => Info.MaxConcurrency == 0 || _limit.TryTake(waiter, Info.MaxConcurrency, Gate);

    /// <summary>The same for what pulls the nursery's sequence, of which there is one.</summary>
    internal bool TryTakeSlotForPump(SlotWaiter pump) => Info.MaxConcurrency == 0 || _limit.TryTakeForPump(pump, Info.MaxConcurrency, Gate);

    /// <summary>Waits for a slot, for one who is about to pull from a sequence.</summary>
    internal ValueTask TakeSlotAsync() => (_slotSource ??= new SlotSource(this)).WaitAsync();

    /// <summary>A slot is free again: the one who has waited longest gets it.</summary>
    /// <param name="onReadersStack">The one who releases it reads a stream: the pump must not pull the sequence, which may block, on its stack.</param>
    internal void ReleaseSlot(bool onReadersStack = false) => GiveSlotBack()?.OnSlot(mayGoOnHere: !onReadersStack);

    /// <summary>The same by a child that has ended and leaves, all but its place among the users: the next one may take that over.</summary>
    internal void ReleaseSlotAndLeave()
    {
        if (GiveSlotBack() is { } next)
        {
            next.OnSlotAndPlace(this);
        }
        else
        {
            Leave();
        }
    }

    /// <summary>Releases a slot on the pump's stack.</summary>
    /// <returns>Whether the pump is the one who gets it.</returns>
    internal bool TryPassSlotTo(SlotWaiter pump)
    {
        var next = GiveSlotBack();
        if (ReferenceEquals(next, pump))
        {
            return true;
        }

        next?.OnSlot(mayGoOnHere: false);
        return false;
    }

    private SlotWaiter? GiveSlotBack() => Info.MaxConcurrency == 0 ? null : _limit.Release(Info.MaxConcurrency, Gate);

    /// <summary>The nursery ends; results of a stream that nobody read may still have had slots.</summary>
    private void ForgetSlots()
    {
        if (Info.MaxConcurrency != 0)
        {
            _limit = default;
        }
    }
}
