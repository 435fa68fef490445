using System.Collections.Concurrent;

namespace NurseryGen.Engine;

/// <summary>The objects of one pool: up to two chains of them for each thread, and a bounded number of chains for all.</summary>
/// <remarks>
/// <para>
/// A thread takes and gives back within its own chains, without any synchronization. Only whole chains pass between threads, so what is started
/// here and finishes there costs one exchange in <see cref="ChainLength"/> objects; two chains, so that a thread at the edge of one
/// doesn't pass it to and fro.
/// </para>
/// <para>
/// The threads' chains of all pools are in one array, found by the pool's number: a thread-static field of a generic class takes longer to
/// find than all the rest takes.
/// </para>
/// </remarks>
internal sealed class PoolStore(bool isCollectible)
{
    internal const int ChainLength = 32;
    internal const int MaxSharedChains = 512;

    private static int s_pools = -1;

    [ThreadStatic]
    private static Magazine[]? t_magazines;

    /// <summary>The number of a pool whose type may be unloaded is none: a thread's array would keep the type.</summary>
    private readonly int _number = isCollectible ? int.MaxValue : Interlocked.Increment(ref s_pools);

    private readonly ConcurrentQueue<PoolItem> _shared = new();
    private int _sharedCount;

    public PoolItem? TryTake()
    {
        var magazines = t_magazines;
        if (magazines is not null && (uint)_number < (uint)magazines.Length)
        {
            ref var magazine = ref magazines[_number];
            if (magazine.First is { } item)
            {
                magazine.First = item.Next;
                magazine.Count--;
                item.Next = null;
                return item;
            }
        }

        return TakeFromChain();
    }

    /// <summary>False where the pool is full: the object is to be forgotten.</summary>
    public bool TryPut(PoolItem item)
    {
        var magazines = t_magazines;
        if (magazines is not null && (uint)_number < (uint)magazines.Length)
        {
            ref var magazine = ref magazines[_number];
            if (magazine.Count < ChainLength)
            {
                item.Next = magazine.First;
                magazine.First = item;
                magazine.Count++;
                return true;
            }
        }

        return PutIntoNewChain(item);
    }

    private PoolItem? TakeFromChain()
    {
        if (_number == int.MaxValue)
        {
            return TryTakeShared();
        }

        ref var magazine = ref MagazineOfThread();
        var first = magazine.Spare;
        magazine.Spare = null;
        first ??= TryTakeShared();
        if (first is not null)
        {
            magazine.First = first.Next;
            magazine.Count = ChainLength - 1;
            first.Next = null;
        }

        return first;
    }

    private bool PutIntoNewChain(PoolItem item)
    {
        if (_number == int.MaxValue)
        {
            return TryPutShared(item);
        }

        ref var magazine = ref MagazineOfThread();
        if (magazine.Count == ChainLength)
        {
            if (magazine.Spare is { } spare && !TryPutShared(spare))
            {
                return false;
            }

            magazine.Spare = magazine.First;
            magazine.First = null;
            magazine.Count = 0;
        }

        item.Next = magazine.First;
        magazine.First = item;
        magazine.Count++;
        return true;
    }

    private PoolItem? TryTakeShared()
    {
        if (!_shared.TryDequeue(out var first))
        {
            return null;
        }

        Interlocked.Decrement(ref _sharedCount);
        return first;
    }

    private bool TryPutShared(PoolItem first)
    {
        if (Interlocked.Increment(ref _sharedCount) > MaxSharedChains)
        {
            Interlocked.Decrement(ref _sharedCount);
            return false;
        }

        _shared.Enqueue(first);
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

    /// <summary>What one thread keeps of one pool.</summary>
    private struct Magazine
    {
        public PoolItem? First;
        public int Count;

        /// <summary>A whole chain, or none.</summary>
        public PoolItem? Spare;
    }
}
