namespace NurseryGen.Engine;

/// <content>
/// Most children that are started on a thread of the pool: they are published in its queue first and enter their nursery then. Entering is a full
/// fence, which announcing the child needs too, so that one serves both. A helper that is quick enough to have the child before it has
/// entered waits for that. What runs once for each child is inlined by hand (docs/architecture.md).
/// </content>
public abstract partial class ChildNode
{
    /// <summary>The nursery was closed, and a helper already had the node: that one drops it, and nobody uses it again.</summary>
    private volatile bool _isWithdrawn;

    /// <summary>Whether the node, whose nursery was closed, is the starter's again.</summary>
    private protected bool IsTakenBack => !_isWithdrawn;

    /// <summary>For the helper that has taken the child. False: it was withdrawn.</summary>
    internal bool AwaitEntry()
    {
        // Some instructions of the starter's; longer only where it is interrupted just there.
        var spin = default(SpinWait);
        while (Volatile.Read(ref _scope) is null)
        {
            if (_isWithdrawn)
            {
                return false;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        return true;
    }

    /// <summary>False where this thread has no queue, or no room in it, or the nursery wants more than to count its children.</summary>
    private bool TryEnterQueued(in Nursery nursery)
    {
        if (!nursery.IsPlain || LocalQueue.OfThread is not { } queue || !queue.TryPublish(this))
        {
            return false;
        }

        if (nursery.TryEnter() is not { } scope)
        {
            _isWithdrawn = !queue.TryWithdraw();
            throw nursery.Closed();
        }

        CaptureContext();
        Volatile.Write(ref _scope, scope);
        queue.Announce(preferLocal: true);
        return true;
    }
}
