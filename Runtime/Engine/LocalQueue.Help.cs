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

        // One is enough, and more might take the owner's core.
        var isOneTooMany = s_mayWatch && watchers > 1;
        Volatile.Write(ref _care.Crowded, isOneTooMany);
        if (!isOneTooMany && (!s_mayWatch || WatchOwner()))
        {
            TakeOver();
        }
        else
        {
            Leave(isBusy: false);
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
        var steps = Volatile.Read(ref _steps);
        if (!TrySteal(out var child, out var yielded))
        {
            Leave(isBusy: false);
            return;
        }

        Leave(isBusy: true);
        var own = OfThread!;
        var end = Stopwatch.GetTimestamp() + s_patience;
        do
        {
            own.TakeTurnAfter(child, yielded);
        }
        while (own.IsEmpty && steps == Volatile.Read(ref _steps) && Stopwatch.GetTimestamp() < end && TrySteal(out child, out yielded));
    }

    /// <summary>Takes the oldest child or, where none waits, the oldest that has yielded.</summary>
    private bool TrySteal(out ChildNode? child, out Yielded? yielded)
    {
        child = _children.TrySteal();
        yielded = child is null ? _yielded.TrySteal() : null;
        return child is not null || yielded is not null;
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
                if (!goesOn || IsWantedElsewhere(now, ref question))
                {
                    return false;
                }

                patienceEnds = now + s_patience;
            }
        }
    }

    /// <summary>Whether other work of the pool waits for the helper, if it is time to ask.</summary>
    private static bool IsWantedElsewhere(long now, ref long question)
    {
        if (now < question)
        {
            return false;
        }

        question = now + s_untilQuestion;
        return ThreadPool.PendingWorkItemCount != 0;
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
