namespace NurseryGen.Engine;

/// <content>
/// Children of an Each nursery: one starts where an earlier one ended, and takes over its slot and its place among the nursery's users.
/// </content>
public abstract partial class ChildNode
{
    /// <summary>The child that this thread runs as a successor, until its method has returned or it has ended.</summary>
    [ThreadStatic]
    private static ChildNode? t_successor;

    /// <summary>Whether a successor's method is further up the stack.</summary>
    internal static bool IsInSuccessor => t_successor is not null;

    /// <summary>Runs the child on this stack, whose context is the child's.</summary>
    /// <returns>
    /// True: it has ended, and left its slot and its place to the caller. False: it goes on elsewhere, and may be another nursery's by now.
    /// </returns>
    internal bool RunAsSuccessor()
    {
        t_successor = this;
        Run(null);
        var hasEnded = t_successor is null;
        t_successor = null;
        return hasEnded;
    }

    /// <summary>Enters an Each nursery: by its feed, while that has slots to hand on; else as any nursery.</summary>
    private protected void EnterEach(in Nursery nursery)
    {
        if (nursery.Feed is { } feed)
        {
            EnterFrom(feed);
        }
        else
        {
            Enter(nursery);
        }
    }

    /// <summary>Enters the nursery in the place that its feed has for the child, which then sets it going unless it is inline.</summary>
    private void EnterFrom(EachFeed feed)
    {
        _scope = feed.TakePlace();
        var context = CaptureContext();
        if (Info.Daemon)
        {
            _scope.AddDaemon();
        }

        if (Info.Start == ChildStart.Inline)
        {
            Begin(context);
        }
        else
        {
            feed.Hold(this);
        }
    }

    /// <summary>The last steps of a child that nobody has a handle of: its slot and its place go to the next one.</summary>
    private protected void LeaveToNext(NurseryScope scope)
    {
        _scope = null;
        _context = null;
        Clear();
        var endsInPlace = ReferenceEquals(t_successor, this);
        var isReusable = _isPooled && _status == ChildStatus.Succeeded;
        EndHandle(ref isReusable);
        if (isReusable)
        {
            Recycle();
        }

        if (endsInPlace)
        {
            // Not from within its own run, or each would stand on the one before it: RunAsSuccessor's caller does it.
            t_successor = null;
        }
        else
        {
            scope.ReleaseSlotAndLeave();
        }
    }
}
