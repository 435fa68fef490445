using System.Diagnostics;

namespace NurseryGen.Engine;

/// <content>
/// Another thread than the owner has come to help. Moving a short child to another core costs more than running it, so as long as the owner makes
/// quick headway the helper only watches; it takes over as soon as the owner is stuck in a child, or away.
/// </content>
internal sealed partial class LocalQueue
{
    /// <summary>In its first look a helper sees so many pushes and pops, or the owner is slow.</summary>
    private const int QuickSteps = 4;

    private static readonly long s_firstLook = Stopwatch.Frequency / 1_000_000;
    private static readonly long s_longestLook = s_firstLook * 8;

    /// <summary>After that the helper is free for other work of the pool, and comes back when there is none.</summary>
    private static readonly long s_patience = s_firstLook * 20;

    /// <summary>With one processor a helper runs only when the owner doesn't.</summary>
    private static readonly bool s_mayWatch = Environment.ProcessorCount > 1;

    private void Help()
    {
        while (!IsEmpty)
        {
            if (s_mayWatch && !WatchOwner())
            {
                if (!IsEmpty)
                {
                    Post(preferLocal: false);
                }

                return;
            }

            if (TryTakeOldest() is not { } child)
            {
                return;
            }

            if (!child.AwaitEntry())
            {
                continue;
            }

            if (!IsEmpty)
            {
                // One more helper, should this child take its time too.
                Post(preferLocal: true);
            }

            child.RunQueued(turn: null);
            ChildNode.ResetThread();
        }
    }

    /// <summary>
    /// Whether the owner needs help: during a whole look a child waited, and the owner took hardly any. Looks seldom, and ever less so: each
    /// look takes a cache line from the owner.
    /// </summary>
    private bool WatchOwner()
    {
        var now = Stopwatch.GetTimestamp();
        var patienceEnds = now + s_patience;
        var seen = See();
        for (var look = s_firstLook; now < patienceEnds; look = Math.Min(look * 2, s_longestLook))
        {
            var lookEnds = now + look;
            do
            {
                Thread.SpinWait(8);
                now = Stopwatch.GetTimestamp();
            }
            while (now < lookEnds);

            var before = seen;
            seen = See();
            if (seen.Oldest == before.Oldest && seen.Steps - before.Steps < QuickSteps)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The oldest child is another one where the queue was empty meanwhile: its owner was busy with what no helper can take from it, such as
    /// the ends of many nurseries one in the other, and what waits now has only just come.
    /// </summary>
    private (long Oldest, int Steps) See() => (Volatile.Read(ref _top.Value), Volatile.Read(ref _steps));

    private ChildNode? TryTakeOldest()
    {
        while (true)
        {
            var top = Volatile.Read(ref _top.Value);

            // In this order: an owner that pops and doesn't see us is seen here.
            Interlocked.MemoryBarrier();
            if (top >= Volatile.Read(ref _bottom))
            {
                return null;
            }

            var child = At(Volatile.Read(ref _slots), top);
            if (Interlocked.CompareExchange(ref _top.Value, top + 1, top) == top)
            {
                // Before it runs, so it can't be back in the queue already; a later child of the owner's that is there by now stays.
                Interlocked.CompareExchange(ref At(Volatile.Read(ref _slots), top), null, child);
                return child;
            }
        }
    }
}
