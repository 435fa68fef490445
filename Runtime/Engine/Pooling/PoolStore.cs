using System.Collections.Concurrent;

namespace NurseryGen.Engine;

/// <summary>The objects of one pool: up to two chains of them for each thread, and a bounded number of objects for all.</summary>
/// <remarks>
/// <para>
/// A thread takes and gives back within its own chains, without any synchronization. Only whole chains pass between threads, so what is
/// started here and finishes there costs one exchange in <see cref="LongestChain"/> objects; two chains, so that a thread at the edge of
/// one doesn't pass it to and fro. A thread's chains begin short and grow with what passes through them: one that seldom comes by keeps
/// little.
/// </para>
/// <para>
/// What a thread gives back it keeps before its chains first: taken again at once, as nurseries in a row and inline children do, it costs
/// fewer writes.
/// </para>
/// <para>
/// The threads' chains of all pools are in one array, found by the pool's number: a thread-static field of a generic class takes longer to
/// find than all the rest takes.
/// </para>
/// </remarks>
[StackTraceHidden]
internal sealed class PoolStore(bool isCollectible)
{
    internal const int LongestChain = 32;
    internal const int MaxShared = 16_384;

    private const int FirstChain = 4;

    private static int s_pools = -1;

    [ThreadStatic]
    private static Magazine[]? t_magazines;

    /// <summary>The pool's place in each thread's array. A pool of a type that may be unloaded has none: the array would keep the
    /// type.</summary>
    private readonly int _number = isCollectible ? int.MaxValue : Interlocked.Increment(ref s_pools);

    private readonly ConcurrentQueue<Chain> _shared = new();
    private int _sharedCount;

    public PooledObject? TryTake()
    {
        var magazines = t_magazines;
        if (magazines is not null && (uint)_number < (uint)magazines.Length)
        {
            ref var magazine = ref magazines[_number];
            if (magazine.Last is { } last)
            {
                magazine.Last = null;
                return last;
            }

            if (magazine.Chain.First is { } item)
            {
                magazine.Chain.First = item.Next;
                magazine.Chain.Count--;
                item.Next = null;
                return item;
            }
        }

        return TakeFromChain();
    }

    /// <summary>False where the pool is full: the object is to be forgotten.</summary>
    public bool TryPut(PooledObject item)
    {
        var magazines = t_magazines;
        if (magazines is not null && (uint)_number < (uint)magazines.Length)
        {
            ref var magazine = ref magazines[_number];
            if (magazine.Last is null)
            {
                magazine.Last = item;
                return true;
            }

            if (magazine.Chain.Count < magazine.Length)
            {
                magazine.Chain.Push(item);
                return true;
            }
        }

        return PutIntoNewChain(item);
    }

    private PooledObject? TakeFromChain()
    {
        if (_number == int.MaxValue)
            return TakeShared().First;

        ref var magazine = ref MagazineOfThread();
        var chain = magazine.Spare.First is null ? TakeShared() : magazine.Spare;
        magazine.Spare = default;
        if (chain.First is not { } first)
            return null;

        magazine.Chain = new Chain { First = first.Next, Count = chain.Count - 1 };
        first.Next = null;
        return first;
    }

    private bool PutIntoNewChain(PooledObject item)
    {
        if (_number == int.MaxValue)
            return TryShare(new Chain { First = item, Count = 1 });

        ref var magazine = ref MagazineOfThread();
        if (magazine.Chain.Count >= magazine.Length)
        {
            if (magazine.Spare.First is not null && !TryShare(magazine.Spare))
                return false;

            magazine.Spare = magazine.Chain.First is null ? default : magazine.Chain;
            magazine.Chain = default;
            magazine.Length = Math.Clamp(magazine.Length * 2, FirstChain, LongestChain);
        }

        magazine.Chain.Push(item);
        return true;
    }

    private Chain TakeShared()
    {
        if (_shared.TryDequeue(out var chain))
            Interlocked.Add(ref _sharedCount, -chain.Count);

        return chain;
    }

    private bool TryShare(Chain chain)
    {
        if (Interlocked.Add(ref _sharedCount, chain.Count) > MaxShared)
        {
            Interlocked.Add(ref _sharedCount, -chain.Count);
            return false;
        }

        _shared.Enqueue(chain);
        return true;
    }

    private ref Magazine MagazineOfThread()
    {
        if (t_magazines is not { } magazines || magazines.Length <= _number)
        {
            magazines = t_magazines ?? [];
            Array.Resize(ref magazines, Math.Max(_number + 1, Math.Max(8, magazines.Length * 2)));
            t_magazines = magazines;
        }

        return ref magazines[_number];
    }

    /// <summary>Some objects, each with the next one.</summary>
    private struct Chain
    {
        public PooledObject? First;
        public int Count;

        public void Push(PooledObject item)
        {
            item.Next = First;
            First = item;
            Count++;
        }
    }

    /// <summary>What one thread keeps of one pool.</summary>
    private struct Magazine
    {
        public Chain Chain;

        /// <summary>The object that was given back last, in no chain; null once it is taken.</summary>
        public PooledObject? Last;

        /// <summary>A whole chain, or none.</summary>
        public Chain Spare;

        /// <summary>How long the thread's chains are by now; 0 where it has given nothing back yet.</summary>
        public int Length;
    }
}
