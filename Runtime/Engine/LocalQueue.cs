using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>The children that one thread of the pool has started and nobody has run yet. Its owner takes the youngest; helpers take the oldest.</summary>
/// <remarks>
/// <para>
/// The pool itself keeps such a queue for each of its threads, but a child shorter than a microsecond costs more there than it does: an item's dispatch,
/// and a second thread that takes children one by one, each with its cache lines. Here one item of the pool stands for all that wait, and who comes
/// to help looks first whether help is needed (LocalQueue.Help.cs).
/// </para>
/// <para>
/// No child waits for a thread that has no time for it. While there are children, an item of the pool that will look after them is pending,
/// or somebody who will see to it is at work; whatever the owner does meanwhile (computes, blocks, ends), another thread can take them.
/// The queue is Chase and Lev's: the owner pushes and pops at the bottom without a lock, helpers take from the top by compare-and-swap.
/// </para>
/// </remarks>
internal sealed partial class LocalQueue : IThreadPoolWorkItem
{
    private const int FirstCapacity = 32;

    /// <summary>An array below the size of large objects. Children beyond it are items of the pool themselves.</summary>
    internal const int MaxCapacity = 8_192;

    /// <summary>So many children one after the other, then other work of the pool has its turn.</summary>
    private const int LongestTurn = 128;

    [ThreadStatic]
    private static LocalQueue? t_queue;

    private Slot[] _slots = new Slot[FirstCapacity];

    /// <summary>Where the owner pushes next. Only the owner writes it.</summary>
    private long _bottom;

    /// <summary>How often the owner pushed or popped: whether it makes headway. Only the owner writes it.</summary>
    private int _steps;

    /// <summary>Whether the bottom has already been lowered by the child that the owner takes next. Only the owner reads and writes it.</summary>
    private bool _isReserved;

    /// <summary>The oldest child.</summary>
    private Padded _top;

    /// <summary>1 while an item of the pool is pending that will look after the queue.</summary>
    private Padded _posted;

    private bool IsEmpty => Volatile.Read(ref _top.Value) >= Volatile.Read(ref _bottom);

    private bool HasSeveral => Volatile.Read(ref _top.Value) + 1 < Volatile.Read(ref _bottom);

    /// <summary>The queue of this thread; none for a thread outside the pool, which doesn't run children.</summary>
    public static LocalQueue? OfThread => t_queue ?? Create();

    /// <summary>Has a child run soon, by this thread or another of the pool.</summary>
    public static void Push(ChildNode child)
    {
        if (OfThread is { } queue && queue.TryPublish(child))
        {
            Interlocked.MemoryBarrier();
            queue.Announce();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(child, preferLocal: true);
        }
    }

    /// <summary>Lets others have the child; <see cref="Announce"/> must follow, after a full fence. False: the queue is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPublish(ChildNode child)
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

        At(slots, bottom) = child;
        Volatile.Write(ref _bottom, bottom + 1);
        return true;
    }

    /// <summary>Sees to it that somebody looks after the queue: whoever took the pending item for its own, and didn't see the child, is seen here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Announce()
    {
        _steps++;
        if (Volatile.Read(ref _posted.Value) == 0)
        {
            Post(preferLocal: true);
        }
    }

    /// <summary>Takes back the child that was just published; false where a helper has it.</summary>
    public bool TryWithdraw() => TryPop() is not null;

    void IThreadPoolWorkItem.Execute()
    {
        // A full fence: a push that doesn't see it is seen below.
        Interlocked.Exchange(ref _posted.Value, 0);
        if (ReferenceEquals(t_queue, this))
        {
            RunOwn();
        }
        else
        {
            Help();
        }
    }

    private static LocalQueue? Create() => Thread.CurrentThread.IsThreadPoolThread ? t_queue = new LocalQueue() : null;

    private void RunOwn()
    {
        if (HasSeveral)
        {
            // The first child may take its time.
            Post(preferLocal: true);
        }

        for (var left = LongestTurn; left > 0; left--)
        {
            if (TryPop() is not { } child)
            {
                return;
            }

            child.RunQueued(this);
            ChildNode.ResetThread();
        }

        Unreserve();
        if (!IsEmpty)
        {
            Post(preferLocal: false);
        }
    }

    private void Post(bool preferLocal)
    {
        if (Interlocked.Exchange(ref _posted.Value, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal);
        }
    }

    /// <summary>
    /// The owner is about to take the youngest child, and executes a full fence before it does. A child that ends leaves its nursery by such
    /// a fence: reserving the next one before saves another.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReserveNext()
    {
        _isReserved = true;
        Volatile.Write(ref _bottom, _bottom - 1);
    }

    /// <summary>The owner has something else to do first: until then the child is everybody's again.</summary>
    public void Unreserve()
    {
        if (!_isReserved)
        {
            return;
        }

        _isReserved = false;
        Volatile.Write(ref _bottom, _bottom + 1);

        // A helper that has just gone, because it didn't see the child, is seen here.
        Interlocked.MemoryBarrier();
        if (!IsEmpty)
        {
            Post(preferLocal: true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ChildNode? At(Slot[] slots, long index) => ref slots[index & (slots.Length - 1)].Child;

    private Slot[] Grow(long bottom)
    {
        var old = _slots;
        var slots = new Slot[old.Length * 2];
        var first = Volatile.Read(ref _top.Value);
        for (var i = first; i < bottom; i++)
        {
            At(slots, i) = At(old, i);
        }

        // Helpers that still read the old array find the same children there: nobody puts any more into it.
        Volatile.Write(ref _slots, slots);
        Interlocked.MemoryBarrier();
        for (; first < Volatile.Read(ref _top.Value); first++)
        {
            // Taken meanwhile, and forgotten only in the old array.
            At(slots, first) = null;
        }

        return slots;
    }

    /// <summary>The owner takes the youngest child.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ChildNode? TryPop()
    {
        if (!_isReserved)
        {
            ReserveNext();

            // A helper that doesn't see the reservation is seen here: only over the last child can the two meet.
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
        var child = slot;
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
        _steps++;
        return child;
    }

    /// <summary>Saves the check that an array of a class makes at each write.</summary>
    private struct Slot
    {
        public ChildNode? Child;
    }
}
