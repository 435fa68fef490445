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
        while (!_children.IsEmpty)
        {
            if (s_mayWatch && !WatchOwner())
            {
                PostUnlessEmpty(preferLocal: false);
                return;
            }

            if (_children.TrySteal() is not { } child)
            {
                return;
            }

            if (child.AwaitEntry())
            {
                // One more helper, should this child take its time too.
                PostUnlessEmpty(preferLocal: true);
                child.RunQueued(turn: null);
                ChildNode.ResetThread();
            }
        }
    }

    /// <summary>Whether the owner needs help. Looks seldom, and ever less so: each look takes a cache line from the owner.</summary>
    private bool WatchOwner()
    {
        var now = Stopwatch.GetTimestamp();
        var patienceEnds = now + s_patience;
        var seen = Progress;
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
            seen = Progress;
            if (seen.IsStuckSince(before))
            {
                return true;
            }
        }

        return false;
    }
}
