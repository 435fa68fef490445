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

    /// <summary>After that a helper goes if the owner makes no headway any more and there is nothing to take from it either.</summary>
    private static readonly long s_patience = s_firstLook * 20;

    /// <summary>
    /// After that a helper looks whether other work of the pool waits for it, and goes if so. The pool counts by locking each thread's queue in turn: where
    /// there are many, one helper asks less often, and they are as many more who ask.
    /// </summary>
    private static readonly long s_untilQuestion = s_patience * Math.Max(1, Environment.ProcessorCount / 4);

    /// <summary>With one processor a helper runs only when the owner doesn't.</summary>
    private static readonly bool s_mayWatch = Environment.ProcessorCount > 1;

    private void Help()
    {
        // Before there is no item any more: at no time is there neither.
        var watchers = Interlocked.Increment(ref _care.Watchers);
        Interlocked.Exchange(ref _care.Posted, 0);
        if (!s_mayWatch)
        {
            TakeOver();
        }
        else if (watchers > 1)
        {
            // One is enough, and more might take the owner's core.
            Volatile.Write(ref _care.Crowded, true);
            Leave(isBusy: false);
        }
        else
        {
            Volatile.Write(ref _care.Crowded, false);
            if (WatchOwner())
            {
                TakeOver();
            }
            else
            {
                Leave(isBusy: false);
            }
        }
    }

    /// <summary>The helper goes; if nobody is left who looks after what waits, an item does.</summary>
    /// <param name="isBusy">The helper has taken something, which may take its time: another one should come soon.</param>
    private void Leave(bool isBusy)
    {
        // A full fence: an addition that doesn't see it is seen below.
        if (Interlocked.Decrement(ref _care.Watchers) == 0)
        {
            PostUnlessEmpty(preferLocal: isBusy);
        }
    }

    /// <summary>Runs the oldest, and others after it while that takes next to no time and the owner still doesn't stir.</summary>
    private void TakeOver()
    {
        var own = OfThread!;
        var steps = Volatile.Read(ref _steps);
        if (!TryRunOldest(own, isFirst: true))
        {
            Leave(isBusy: false);
            return;
        }

        var end = Stopwatch.GetTimestamp() + s_patience;
        while (own.IsEmpty && steps == Volatile.Read(ref _steps) && Stopwatch.GetTimestamp() < end && TryRunOldest(own, isFirst: false))
        {
        }
    }

    /// <summary>Runs the oldest that waits; false where nothing does.</summary>
    /// <param name="own">The queue of the helper, in a turn of which it runs.</param>
    /// <param name="isFirst">The helper watched until now.</param>
    private bool TryRunOldest(LocalQueue own, bool isFirst)
    {
        if (_children.TrySteal() is { } child)
        {
            if (isFirst)
            {
                Leave(isBusy: true);
            }

            if (child.AwaitEntry())
            {
                own.TakeTurnAfter(child);
            }

            return true;
        }

        if (_yielded.TrySteal() is { } yielded)
        {
            if (isFirst)
            {
                Leave(isBusy: true);
            }

            own.TakeTurnAfter(yielded);
            return true;
        }

        return false;
    }

    /// <summary>Whether the owner needs help. Looks seldom, and ever less so: each look takes a cache line from the owner.</summary>
    private bool WatchOwner()
    {
        var headway = new Headway(Volatile.Read(ref _steps), waits: !IsEmpty);
        var now = Stopwatch.GetTimestamp();
        var patienceEnds = now + s_patience;
        var question = now + s_untilQuestion;
        var look = s_firstLook;
        while (true)
        {
            now = Spin(now + look);
            var steps = Volatile.Read(ref _steps);
            var goesOn = headway.IsMade(steps);
            if (goesOn)
            {
                look = Math.Min(look * 2, s_longestLook);
            }
            else if (!headway.IsStuck(waits: !IsEmpty))
            {
                look = s_firstLook;
            }
            else if (Volatile.Read(ref _isInTurn) || !TryOffer(steps))
            {
                return true;
            }
            else
            {
                look = s_longestLook;
            }

            if (now >= patienceEnds)
            {
                if (!goesOn)
                {
                    return false;
                }

                if (now >= question)
                {
                    if (ThreadPool.PendingWorkItemCount != 0)
                    {
                        return false;
                    }

                    question = now + s_untilQuestion;
                }

                patienceEnds = now + s_patience;
            }
        }
    }

    /// <summary>
    /// The owner isn't in its turn, because the helper has the item that it would have found. It may have nothing else to do, and has in its cache what waits.
    /// </summary>
    /// <param name="steps">What the owner had done last.</param>
    /// <returns>False: it has been offered before, and the owner hasn't come.</returns>
    private bool TryOffer(int steps)
    {
        if (Volatile.Read(ref _care.OfferedAt) == steps)
        {
            return false;
        }

        Volatile.Write(ref _care.OfferedAt, steps);
        Post(preferLocal: false);
        return true;
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
