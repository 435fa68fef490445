namespace NurseryGen.Engine;

/// <content>S31: at most so many children run at once. Daemons take no slot: they would never give it back while others wait for one.</content>
public abstract partial class NurseryScope
{
    private ChildLimit _limit;
    private SlotSource? _slotSource;

    /// <summary>True: the slot is there. False: the waiter will be told when it is.</summary>
    internal bool TryTakeSlot(SlotWaiter waiter)
    {
        if (Info.MaxConcurrency == 0)
        {
            return true;
        }

        lock (Gate)
        {
            return _limit.TryTake(waiter, Info.MaxConcurrency);
        }
    }

    /// <summary>Waits for a slot, for one who is about to pull from a sequence.</summary>
    internal ValueTask TakeSlotAsync() => (_slotSource ??= new SlotSource(this)).WaitAsync();

    /// <summary>A slot is free again: the one who has waited longest gets it.</summary>
    /// <param name="onReadersStack">The one who releases it reads a stream: the pump must not pull the sequence, which may block, on its stack.</param>
    internal void ReleaseSlot(bool onReadersStack = false)
    {
        if (Info.MaxConcurrency == 0)
        {
            return;
        }

        SlotWaiter? next;
        lock (Gate)
        {
            next = _limit.Release();
        }

        next?.OnSlot(mayGoOnHere: !onReadersStack);
    }
}
