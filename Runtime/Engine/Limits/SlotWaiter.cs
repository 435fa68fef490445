using System.ComponentModel;

namespace NurseryGen.Engine;

/// <summary>Waits for a slot of a nursery with <c>MaxConcurrency</c>: a child, or the pump that is about to pull its sequence.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SlotWaiter : PooledObject
{
    private protected SlotWaiter()
    {
    }

    /// <summary>True if the waiter has a slot to give back. Written under the limit's lock, or by the waiter itself.</summary>
    internal bool HoldsSlot { get; set; }

    /// <summary>The waiter before this one; <see cref="PooledObject.Next"/> is the one behind it. Under the limit's lock.</summary>
    internal SlotWaiter? Previous { get; set; }

    /// <summary>True while the waiter is in the queue. Under the limit's lock.</summary>
    internal bool IsQueued { get; set; }

    /// <summary>Sets the waiter going on the thread pool: it has its slot, or the nursery is cancelled and nothing waits for a slot any
    /// more.</summary>
    internal abstract void OnSlot();
}
