using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <content>The owner's turn: what runs on the thread whose queue it is. Only that thread reads and writes the fields here.</content>
internal sealed partial class LocalQueue
{
    /// <summary>So many of each kind one after the other, then other work of the pool has its turn.</summary>
    private const int LongestTurn = 128;

    private bool _isInTurn;

    /// <summary>
    /// All that the last turn left over has yielded, and the item for it may be the next that this thread finds: other work of the pool goes first.
    /// Children don't give way; nor does what the pool has in its threads' own queues.
    /// </summary>
    private bool _hadItsTurn;

    /// <summary>Another queue's owner has asked for help, and this thread preferred its own work.</summary>
    private bool _owesHelp;

    /// <summary>While a child's method is called: the async method that was suspended last.</summary>
    private AsyncBox? _suspended;
    private bool _isInCall;

    void IThreadPoolWorkItem.Execute()
    {
        ChildNode.NoteDefaultContext();
        var own = t_queue;
        if (ReferenceEquals(own, this))
        {
            if (_hadItsTurn)
            {
                _hadItsTurn = false;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            // A full fence: a push that doesn't see it is seen below.
            Interlocked.Exchange(ref _care.Posted, 0);
            TakeTurn();
        }
        else if (own is { IsEmpty: false, _owesHelp: false })
        {
            // Who waits here waits for this thread; the other's owner may well be at work. But next time it is his turn.
            own._owesHelp = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            own.TakeTurn();
        }
        else
        {
            if (own is not null)
            {
                own._owesHelp = false;
            }

            Help();
        }
    }

    /// <summary>An async method of <see cref="ChildMethodBuilder"/> was suspended and returns its task.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoteSuspended(AsyncBox method)
    {
        if (t_queue is { _isInCall: true } queue)
        {
            queue._suspended = method;
        }
    }

    /// <summary>A child's method is about to be called in the owner's turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginCall() => _isInCall = true;

    /// <summary>The call has returned, or thrown.</summary>
    /// <returns>The method that was suspended last meanwhile, if one was: perhaps the child's own.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AsyncBox? EndCall()
    {
        _isInCall = false;
        var suspended = _suspended;
        if (suspended is not null)
        {
            _suspended = null;
        }

        return suspended;
    }

    /// <summary>The child is to be told when its method ends; that is the last of its run here. False: it is too late for that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAwait(AsyncBox method, ChildNode child)
    {
        ReserveNext();
        if (method.TryTell(child))
        {
            return true;
        }

        Unreserve();
        return false;
    }

    /// <summary>
    /// Runs what this thread has taken from another queue, one of the two. What that starts is run in the turn, which follows, and needs no item until then.
    /// </summary>
    private void TakeTurnAfter(ChildNode? child, Yielded? yielded)
    {
        if (child is not null && !child.AwaitEntry())
        {
            // Withdrawn.
            return;
        }

        _isInTurn = true;
        child?.RunQueued(turn: null);
        yielded?.GoOn();
        ChildNode.ResetThread();
        TakeTurn();
    }

    /// <remarks>As long as helpers find the time to watch, no other work of the pool waits for this thread.</remarks>
    private void TakeTurn()
    {
        _isInTurn = true;
        do
        {
            if (!IsWatched && HasSeveral)
            {
                // The first may take its time. For this thread's own queue in the pool: only who finds nothing else to do comes to help.
                Post(preferLocal: true);
            }

            RunYielded();
            RunChildren();
        }
        while (IsWatched && !IsEmpty);

        _isInTurn = false;
        if (!IsEmpty)
        {
            _hadItsTurn = _children.IsEmpty && Volatile.Read(ref _care.Posted) != 0;
            Post(preferLocal: false);
        }
    }

    /// <summary>What had yielded before: what yields again goes to the end, and waits for the next time.</summary>
    private void RunYielded()
    {
        var end = _yielded.End;
        for (var left = LongestTurn; left > 0 && _yielded.TryTakeOldest(end) is { } yielded; left--)
        {
            _steps++;
            yielded.GoOn();
            ChildNode.ResetThread();
        }
    }

    private void RunChildren()
    {
        for (var left = LongestTurn; left > 0 && _children.TryTakeYoungest() is { } child; left--)
        {
            _steps++;
            child.RunQueued(this);
            ChildNode.ResetThread();
        }

        Unreserve();
    }
}
