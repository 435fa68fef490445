using System.Collections.Concurrent;

namespace NurseryGen.Engine;

/// <summary>Where objects of one type wait for their next use: one slot a thread, then a bounded queue for all.</summary>
internal static class Pool<T>
    where T : class, new()
{
    private const int Capacity = 4096;

    private static readonly ConcurrentQueue<T> s_shared = new();
    private static int s_count;

    [ThreadStatic]
    private static T? t_slot;

    public static T Rent()
    {
        var item = t_slot;
        if (item is not null)
        {
            t_slot = null;
            return item;
        }

        if (s_shared.TryDequeue(out item))
        {
            Interlocked.Decrement(ref s_count);
            return item;
        }

        return new T();
    }

    /// <summary>Takes the object back; false where the pool is full and lets it go.</summary>
    public static bool Return(T item)
    {
        if (t_slot is null)
        {
            t_slot = item;
            return true;
        }

        if (Interlocked.Increment(ref s_count) > Capacity)
        {
            Interlocked.Decrement(ref s_count);
            return false;
        }

        s_shared.Enqueue(item);
        return true;
    }

    /// <summary>The same, for an object that something would keep alive.</summary>
    public static void ReturnOrDiscard<TScope>(TScope item)
        where TScope : ScopeCore, T
    {
        if (!Return(item))
        {
            item.Discard();
        }
    }
}
