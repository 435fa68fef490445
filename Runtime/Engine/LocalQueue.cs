using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NurseryGen.Engine;

/// <summary>
/// The children that one thread of the pool has started and nobody has run yet, and the work that has yielded there. Of the children its owner
/// takes the youngest, of what yielded the oldest; helpers take the oldest of either.
/// </summary>
/// <remarks>
/// <para>
/// The pool itself has queues for its threads, but a child shorter than a microsecond costs more there than it does: an item's dispatch,
/// and a second thread that takes children one by one, each with its cache lines. Here one item of the pool stands for all that wait; the owner runs them in
/// its turn (LocalQueue.Turn.cs), and who comes to help looks first whether help is needed (LocalQueue.Help.cs).
/// </para>
/// <para>
/// Nothing waits for a thread that has no time for it. While the queue isn't empty, an item of the pool that will look after it is pending,
/// or a helper that will see to it is at work; whatever the owner does meanwhile (computes, blocks, ends), another thread can take over.
/// </para>
/// </remarks>
[StackTraceHidden]
internal sealed partial class LocalQueue : IThreadPoolWorkItem
{
    /// <summary>What is beyond it are items of the pool themselves.</summary>
    internal const int MaxCapacity = Deque<ChildNode>.MaxCapacity;

    [ThreadStatic]
    private static LocalQueue? t_queue;

    private Deque<ChildNode> _children = new();
    private Deque<Yielded> _yielded = new();

    /// <summary>How often the owner added or took something, or ended a nursery: whether it makes headway. Only the owner writes it.</summary>
    private int _steps;
    private Care _care;

    /// <summary>The queue of this thread; none for a thread outside the pool, which doesn't run children.</summary>
    public static LocalQueue? OfThread => t_queue ?? Create();

    private bool IsEmpty => _children.IsEmpty && _yielded.IsEmpty;

    private bool HasSeveral => _children.HasSeveral || _yielded.HasSeveral || !(_children.IsEmpty || _yielded.IsEmpty);

    /// <summary>
    /// For the owner: whether somebody looks after what waits, whatever the owner does next. Out of its turn that had better be an item, which the owner
    /// itself may be the first to find; but not if that only brings helpers.
    /// </summary>
    private bool IsCaredFor => Volatile.Read(ref _care.Posted) != 0 || (IsWatched && (_isInTurn || Volatile.Read(ref _care.Crowded)));

    internal bool IsWatched => Volatile.Read(ref _care.Watchers) != 0;

    /// <summary>Has a child run soon, by this thread or another of the pool.</summary>
    public static void Push(ChildNode child)
    {
        if (OfThread is { } queue && queue.TryPublish(child))
        {
            Interlocked.MemoryBarrier();
            queue.Announce(preferLocal: true);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(child, preferLocal: true);
        }
    }

    /// <summary>Has it go on once others have run, on this thread or another of the pool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Push(Yielded yielded)
    {
        if (OfThread is { } queue && queue._yielded.TryPush(yielded))
        {
            Interlocked.MemoryBarrier();
            queue.Announce(preferLocal: false);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(yielded, preferLocal: false);
        }
    }

    /// <summary>
    /// This thread has done what no helper could have taken from it: the ends of a hundred nurseries one in the other take long enough for what was started
    /// deep inside to look forgotten.
    /// </summary>
    public static void NoteHeadway()
    {
        if (t_queue is { } queue)
        {
            queue._steps++;
        }
    }

    /// <summary>Lets others have the child; <see cref="Announce"/> must follow, after a full fence. False: the queue is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPublish(ChildNode child) => _children.TryPush(child);

    /// <summary>Sees to it that somebody looks after the queue: who is about to go, and didn't see what was added, is seen here.</summary>
    /// <param name="preferLocal">False: all that waits in the pool goes first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Announce(bool preferLocal)
    {
        _steps++;
        if (!IsCaredFor)
        {
            Post(preferLocal);
        }
    }

    /// <summary>Takes back the child that was just published; false where a helper has it.</summary>
    public bool TryWithdraw() => _children.TryTakeYoungest() is not null;

    /// <summary>
    /// The next child is the owner's, who executes a full fence before it takes it. A child that ends leaves its nursery by such a fence.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReserveNext() => _children.ReserveYoungest();

    /// <summary>The owner has something else to do first: until then the child is everybody's again.</summary>
    public void Unreserve()
    {
        if (_children.Unreserve())
        {
            // A helper that has just gone, because it didn't see the child, is seen here.
            Interlocked.MemoryBarrier();
            if (!IsCaredFor)
            {
                PostUnlessEmpty(preferLocal: true);
            }
        }
    }

    private static LocalQueue? Create() => Thread.CurrentThread.IsThreadPoolThread ? t_queue = new LocalQueue() : null;

    private void Post(bool preferLocal)
    {
        if (Volatile.Read(ref _care.Posted) == 0 && Interlocked.Exchange(ref _care.Posted, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal);
        }
    }

    private void PostUnlessEmpty(bool preferLocal)
    {
        if (!IsEmpty)
        {
            Post(preferLocal);
        }
    }

    /// <summary>Who looks after the queue besides the owner, who reads it for each child: alone in its cache line.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Care
    {
        /// <summary>1 while an item of the pool is pending that will look after the queue.</summary>
        [FieldOffset(64)]
        public int Posted;

        /// <summary>How many helpers watch the owner.</summary>
        [FieldOffset(68)]
        public int Watchers;

        /// <summary>What the owner had done when a helper last offered it the queue's item.</summary>
        [FieldOffset(72)]
        public int OfferedAt;

        /// <summary>Another helper has come while one was watching.</summary>
        [FieldOffset(76)]
        public bool Crowded;
    }
}
