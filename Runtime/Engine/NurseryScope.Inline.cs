using System.Diagnostics;

namespace NurseryGen.Engine;

/// <content>
/// The synchronous part of the body: from the opening until the body's call has returned to the entry. All that happens on its stack happens
/// while the body holds the nursery open. So children that begin and end there are counted apart, by that one thread and without atomic
/// operations.
/// </content>
public abstract partial class NurseryScope
{
    /// <summary>The thread that the body's call is on; null once that has returned.</summary>
    /// <remarks>A thread that finds itself here has written that itself, and not yet taken it back: it is on the stack of the body's call.</remarks>
    private volatile Thread? _bodyThread;

    /// <summary>Children that run on the body's stack and are no users of the scope.</summary>
    private volatile int _uncounted;

    /// <summary>Whether the caller is on the stack of the body's call, of the nursery that a handle of that version means.</summary>
    internal bool IsOnBodysStack(int version) => ReferenceEquals(_bodyThread, Thread.CurrentThread) && Version == version;

    /// <summary>The body will run on another thread than the one that opened the nursery.</summary>
    internal void MoveBody() => _bodyThread = null;

    internal void BeginUncounted() => _uncounted++;

    /// <summary>Such a child goes on off the body's stack, or has more to say at its end than success.</summary>
    internal void CountUncounted()
    {
        // Readers look in the opposite order: they never see it in neither count.
        EnterHeld();
        _uncounted--;
    }

    /// <summary>Such a child has ended.</summary>
    internal void EndUncounted()
    {
        _uncounted--;
        if (Volatile.Read(ref _join) is { IsIdle: false } join)
        {
            // Whoever left meanwhile, and saw the child still there, is seen now.
            Interlocked.MemoryBarrier();
            join.OnAlone();
        }
    }

    /// <summary>For one who begins to wait until no child runs: either he sees that one on the body's stack has ended, or that one sees him.</summary>
    /// <remarks>
    /// On the body's thread that is so in any case. Elsewhere a fence on either side is needed; those who end pay for none, so one who waits
    /// while the body's call is still on another thread, which is rare, pays for both.
    /// </remarks>
    internal void MeetUncounted()
    {
        if (_bodyThread is { } thread && thread != Thread.CurrentThread)
        {
            Interlocked.MemoryBarrierProcessWide();
        }
    }

    [Conditional("DEBUG")]
    private void AssertAllCounted() =>
        Debug.Assert(_uncounted == 0 && _bodyThread is null, "Nobody is on the body's stack any more, or the scope could not close.");

    private void EnterBody() => _bodyThread = Thread.CurrentThread;

    /// <summary>The body's call has returned, or thrown.</summary>
    private protected void ReturnFromBody() => _bodyThread = null;
}
