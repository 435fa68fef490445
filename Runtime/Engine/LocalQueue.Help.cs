using System.Diagnostics;

namespace NurseryGen.Engine;

/// <content>
/// Another thread than the owner has come to help. Moving a short child to another core costs more than running it, so as long as the owner makes
/// headway the helper only watches; it takes over as soon as the owner is stuck in a child, or away.
/// </content>
internal sealed partial class LocalQueue
{
    private static readonly long s_firstLook = Stopwatch.Frequency / 1_000_000;
    private static readonly long s_longestLook = s_firstLook * 8;

    /// <summary>After that the helper is free for other work of the pool, and comes back when there is none.</summary>
    private static readonly long s_patience = s_firstLook * 20;

    /// <summary>With one processor a helper runs only when the owner doesn't.</summary>
    private static readonly bool s_mayWatch = Environment.ProcessorCount > 1;

    private void Help()
    {
        // Before there is no item any more: at no time is there neither.
        Interlocked.Increment(ref _care.Watchers);
        Interlocked.Exchange(ref _care.Posted, 0);
        var takesOver = !s_mayWatch || WatchOwner();
        if (takesOver && _children.TrySteal() is { } child)
        {
            Leave(isBusy: true);
            if (child.AwaitEntry())
            {
                OfThread!.TakeTurnAfter(child);
            }
        }
        else if (takesOver && _yielded.TrySteal() is { } yielded)
        {
            Leave(isBusy: true);
            OfThread!.TakeTurnAfter(yielded);
        }
        else
        {
            Leave(isBusy: false);
        }
    }

    /// <summary>The helper goes; if there is anything left to look after, an item stands for it.</summary>
    /// <param name="isBusy">The helper has taken something, which may take its time: another one should come soon.</param>
    private void Leave(bool isBusy)
    {
        // A full fence: an addition that doesn't see it is seen below.
        Interlocked.Decrement(ref _care.Watchers);
        PostUnlessEmpty(preferLocal: isBusy);
    }

    /// <summary>Whether the owner needs help. Looks seldom, and ever less so: each look takes a cache line from the owner.</summary>
    private bool WatchOwner()
    {
        var headway = new Headway(Volatile.Read(ref _steps), waits: !IsEmpty);
        var now = Stopwatch.GetTimestamp();
        var patienceEnds = now + s_patience;
        var look = s_firstLook;
        while (now < patienceEnds)
        {
            now = Spin(now + look);
            if (headway.IsMade(Volatile.Read(ref _steps)))
            {
                look = Math.Min(look * 2, s_longestLook);
            }
            else if (headway.IsStuck(waits: !IsEmpty))
            {
                return true;
            }
            else
            {
                look = s_firstLook;
            }
        }

        return false;
    }

    private static long Spin(long end)
    {
        long now;
        do
        {
            Thread.SpinWait(8);
            now = Stopwatch.GetTimestamp();
        }
        while (now < end);

        return now;
    }
}
