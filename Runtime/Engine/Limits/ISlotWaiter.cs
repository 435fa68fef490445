namespace NurseryGen.Engine;

/// <summary>Waits for a slot of a nursery with <c>MaxConcurrency</c>: a child, or the pump that is about to pull its sequence.</summary>
internal interface ISlotWaiter
{
    ref SlotPlace Place { get; }

    /// <summary>Sets the waiter going on the thread pool: it has its slot, or the nursery is cancelled and nothing waits for a slot any
    /// more.</summary>
    void OnSlot();
}

/// <summary>A waiter's place in the queue for a slot. Under the limit's lock.</summary>
internal struct SlotPlace
{
    /// <summary>True if the waiter has a slot to give back. Written by the waiter itself too, while it is in no queue.</summary>
    public bool HoldsSlot;

    public bool IsQueued;
    public ISlotWaiter? Previous;
    public ISlotWaiter? Next;
}
