namespace NurseryGen.Engine;

/// <content>S31: at most so many children run at once. Daemons take no slot: they would never give it back while others wait for
/// one.</content>
public abstract partial class NurseryScope
{
    private ChildLimit _limit;
    private SlotSource? _slotSource;

    internal bool HasLimit => Info.MaxConcurrency != 0;

    /// <summary>Takes a slot, or waits for one.</summary>
    /// <returns>True: the caller goes on now. False: <see cref="ISlotWaiter.OnSlot"/> says when.</returns>
    internal bool TryTakeSlot(ISlotWaiter waiter)
    {
        if (!HasLimit)
            return true;

        if (!IsWatching)
        {
            if (_limit.TryTakeFree(waiter, Info.MaxConcurrency, Gate))
                return true;

            // Nothing waits for a slot in a cancelled nursery (S5): the cancellation must be noticed even if the token was never read.
            // Before the waiter queues: from then on it may run, end and let the nursery go, though its starter is here still.
            Watch();
            _ = IsCanceled;
        }

        return _limit.TryTake(waiter, Info.MaxConcurrency, Gate);
    }

    /// <summary>Waits for a slot before the pump pulls from a sequence.</summary>
    internal ValueTask TakeSlotAsync() => HasLimit ? (_slotSource ??= new SlotSource(this)).WaitAsync() : default;

    /// <summary>The pump starts a child: its slot is the child's from here on.</summary>
    /// <returns>True if there was a slot to pass on.</returns>
    internal bool PassSlot() => _slotSource is { } pump && pump.PassSlot();

    /// <summary>The pump starts nothing more: gives back the slot that it took for the next child, if it has one.</summary>
    internal void ReturnPumpSlot()
    {
        if (PassSlot())
            ReleaseSlot()?.OnSlot();
    }

    /// <summary>Gives a slot back.</summary>
    /// <returns>The waiter that has it now, which the caller sets going; null where none waits.</returns>
    internal ISlotWaiter? ReleaseSlot() => HasLimit ? _limit.Release(Info.MaxConcurrency, Gate) : null;

    /// <summary>Lets one waiter go without a slot; does nothing where it doesn't wait.</summary>
    internal void LetGo(ISlotWaiter waiter)
    {
        if (HasLimit && _limit.Remove(waiter, Gate))
            waiter.OnSlot();
    }

    /// <summary>Lets all waiters go: the nursery is cancelled (S5).</summary>
    internal sealed override void OnCanceled()
    {
        if (HasLimit)
            ChildLimit.SetGoing(_limit.Lift(Gate));
    }

    /// <summary>Forgets the slots at the exit: unread results of a stream may still hold some.</summary>
    private void ForgetSlots()
    {
        if (HasLimit)
            _limit = default;
    }
}
