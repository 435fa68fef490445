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
/// </para>
/// </remarks>
internal sealed partial class LocalQueue : IThreadPoolWorkItem
{
    /// <summary>Children beyond it are items of the pool themselves.</summary>
    internal const int MaxCapacity = Deque<ChildNode>.MaxCapacity;

    /// <summary>So many children one after the other, then other work of the pool has its turn.</summary>
    private const int LongestTurn = 128;

    [ThreadStatic]
    private static LocalQueue? t_queue;

    private Deque<ChildNode> _children = new();

    /// <summary>How often the owner pushed or took a child, or ended a nursery: whether it makes headway. Only the owner writes it.</summary>
    private int _steps;

    /// <summary>1 while an item of the pool is pending that will look after the queue.</summary>
    private Padded _posted;

    /// <summary>The queue of this thread; none for a thread outside the pool, which doesn't run children.</summary>
    public static LocalQueue? OfThread => t_queue ?? Create();

    /// <summary>How far the owner has come.</summary>
    private Progress Progress => new(_children.Oldest, Volatile.Read(ref _steps));

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
            PostUnlessEmpty(preferLocal: true);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        // A full fence: a push that doesn't see it is seen below.
        Interlocked.Exchange(ref _posted.Value, 0);
        ChildNode.NoteDefaultContext();
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
        if (_children.HasSeveral)
        {
            // The first child may take its time.
            Post(preferLocal: true);
        }

        for (var left = LongestTurn; left > 0 && _children.TryTakeYoungest() is { } child; left--)
        {
            _steps++;
            child.RunQueued(this);
            ChildNode.ResetThread();
        }

        Unreserve();
        PostUnlessEmpty(preferLocal: false);
    }

    private void Post(bool preferLocal)
    {
        if (Interlocked.Exchange(ref _posted.Value, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal);
        }
    }

    private void PostUnlessEmpty(bool preferLocal)
    {
        if (!_children.IsEmpty)
        {
            Post(preferLocal);
        }
    }
}
