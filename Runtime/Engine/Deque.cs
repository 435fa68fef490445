using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>
/// Chase and Lev's queue: its owner, one thread, pushes and takes at the bottom without a lock; other threads take from the top by
/// compare-and-swap, and so may the owner.
/// </summary>
/// <typeparam name="T">What waits in it.</typeparam>
/// <remarks>A field of the queue's owner, never copied.</remarks>
internal struct Deque<T>
    where T : class
{
    /// <summary>An array below the size of large objects.</summary>
    public const int MaxCapacity = 8_192;

    private const int FirstCapacity = 32;

    private Slot[] _slots = new Slot[FirstCapacity];

    /// <summary>Where the owner pushes next. Only the owner writes it.</summary>
    private long _bottom;

    /// <summary>Whether the bottom has already been lowered by the item that the owner takes next. Only the owner reads and writes it.</summary>
    private bool _isReserved;

    /// <summary>The oldest item.</summary>
    private Padded _top;

    public Deque()
    {
    }

    /// <summary>For the owner: where it pushes next.</summary>
    public readonly long End => _bottom;

    public readonly bool IsEmpty => Volatile.Read(in _top.Value) >= Volatile.Read(in _bottom);

    public readonly bool HasSeveral => Volatile.Read(in _top.Value) + 1 < Volatile.Read(in _bottom);

    /// <summary>The owner adds an item, which others can take from now on. False: the queue is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPush(T item)
    {
        var bottom = _bottom;
        var slots = _slots;
        if (bottom - Volatile.Read(ref _top.Value) >= slots.Length)
        {
            if (slots.Length == MaxCapacity)
            {
                return false;
            }

            slots = Grow(bottom);
        }

        At(slots, bottom) = item;
        Volatile.Write(ref _bottom, bottom + 1);
        return true;
    }

    /// <summary>
    /// The owner is about to take the youngest item, and executes a full fence before it does. Where something it does anyway is such a
    /// fence, reserving the item before saves another.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReserveYoungest()
    {
        _isReserved = true;
        Volatile.Write(ref _bottom, _bottom - 1);
    }

    /// <summary>The owner has something else to do first: until then the item is everybody's again, once the owner has executed a full fence.</summary>
    /// <returns>False where nothing was reserved.</returns>
    public bool Unreserve()
    {
        if (!_isReserved)
        {
            return false;
        }

        _isReserved = false;
        Volatile.Write(ref _bottom, _bottom + 1);
        return true;
    }

    /// <summary>The owner takes the youngest item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? TryTakeYoungest()
    {
        if (!_isReserved)
        {
            ReserveYoungest();

            // A helper that doesn't see the reservation is seen here: only over the last item can the two meet.
            Interlocked.MemoryBarrier();
        }

        _isReserved = false;
        var bottom = _bottom;
        var top = Volatile.Read(ref _top.Value);
        if (top > bottom)
        {
            Volatile.Write(ref _bottom, bottom + 1);
            return null;
        }

        ref var slot = ref At(_slots, bottom);
        var item = slot;
        if (top == bottom)
        {
            var isOurs = Interlocked.CompareExchange(ref _top.Value, top + 1, top) == top;
            Volatile.Write(ref _bottom, bottom + 1);
            if (!isOurs)
            {
                return null;
            }
        }

        slot = null;
        return item;
    }

    /// <summary>The owner takes the oldest item, unless that was pushed at <paramref name="end"/> or later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? TryTakeOldest(long end)
    {
        while (true)
        {
            var top = Volatile.Read(ref _top.Value);
            if (top >= end)
            {
                return null;
            }

            if (Interlocked.CompareExchange(ref _top.Value, top + 1, top) == top)
            {
                // Only the owner pushes, so nobody has put another one here.
                ref var slot = ref At(_slots, top);
                var item = slot;
                slot = null;
                return item;
            }
        }
    }

    /// <summary>Another thread takes the oldest item.</summary>
    public T? TrySteal()
    {
        while (true)
        {
            var top = Volatile.Read(ref _top.Value);

            // In this order: an owner that takes the youngest and doesn't see us is seen here.
            Interlocked.MemoryBarrier();
            if (top >= Volatile.Read(ref _bottom))
            {
                return null;
            }

            var item = At(Volatile.Read(ref _slots), top);
            if (Interlocked.CompareExchange(ref _top.Value, top + 1, top) == top)
            {
                // Before it is used, so it can't be back in the queue already; a later item of the owner's that is there by now stays.
                Interlocked.CompareExchange(ref At(Volatile.Read(ref _slots), top), null, item);
                return item;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T? At(Slot[] slots, long index) => ref slots[index & (slots.Length - 1)].Item;

    private Slot[] Grow(long bottom)
    {
        var old = _slots;
        var slots = new Slot[old.Length * 2];
        var first = Volatile.Read(ref _top.Value);
        for (var i = first; i < bottom; i++)
        {
            At(slots, i) = At(old, i);
        }

        // Others that still read the old array find the same items there: nobody puts any more into it.
        Volatile.Write(ref _slots, slots);
        Interlocked.MemoryBarrier();
        for (; first < Volatile.Read(ref _top.Value); first++)
        {
            // Taken meanwhile, and forgotten only in the old array.
            At(slots, first) = null;
        }

        return slots;
    }

    /// <summary>Saves the check that an array of a class makes at each write.</summary>
    private struct Slot
    {
        public T? Item;
    }
}
