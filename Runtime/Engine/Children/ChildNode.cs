namespace NurseryGen.Engine;

/// <summary>One started child: its way from the starter's stack through the thread pool to its end in the nursery.</summary>
/// <remarks>
/// Generated code derives a class from <see cref="ChildNode{TSelf, TArguments}"/> or one of its siblings for each <c>[Child]</c> method: it
/// holds the arguments, and makes the call in <c>Invoke</c>. All else is here; how a child ends is in ChildNode.End.cs, its awaiters are in
/// ChildNode.Handle.cs.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract partial class ChildNode : PooledObject, IFailedChild, ISlotWaiter, IThreadPoolWorkItem
{
    private static readonly ContextCallback s_run = static node => ((ChildNode)node!).Run();

    private NurseryScope? _scope;

    /// <summary>S6: what flows into the child; null is the default, or nothing where the starter has suppressed the flow.</summary>
    private ExecutionContext? _context;
    private ChildScope? _deadline;
    private Action? _onTaskCompleted;
    private bool _startedBeforeCancel;
    private readonly bool _isPooled;
    private SlotPlace _place;

    /// <summary>True if the child is what most are: without a timeout, and no daemon.</summary>
    private readonly bool _usesFastPath;

    private protected ChildNode(ChildInfo info, bool isPooled)
    {
        Info = info;
        _isPooled = isPooled;
        _usesFastPath = isPooled && !info.Daemon && !info.HasTimeout;
    }

    /// <summary>How the child is to run.</summary>
    internal ChildInfo Info { get; }

    /// <summary>What errors and reports call the child.</summary>
    internal virtual ChildInfo Identity => Info;

    /// <summary>True if the child's slot is kept beyond its end: by a result that waits to be read (S34).</summary>
    private protected virtual bool KeepsSlot => false;

    /// <summary>The child's token, made when first read: its own where it has a timeout, none where it is shielded, else its
    /// nursery's.</summary>
    protected CancellationToken Token =>
        _deadline is { } deadline ? deadline.Token : Info.Shield ? CancellationToken.None : _scope!.Token;

    /// <summary>Names the nursery that runs the child.</summary>
    protected ScopeHandle Handle => new(_scope!);

    /// <summary>Called when the child's task has completed, for a child that didn't complete at once.</summary>
    private protected Action OnTaskCompletedAction => _onTaskCompleted ??= OnTaskCompleted;

    /// <summary>True if the child has a token of its own.</summary>
    private protected virtual bool HasOwnScope => Info.HasTimeout;

    /// <summary>The child's own scope is open, the child about to be called.</summary>
    internal virtual void OnOwnScopeOpened(ChildScope scope)
    {
    }

    /// <summary>Drops every argument (S39).</summary>
    private protected abstract void DropArguments();

    /// <summary>Calls the child's method and sees to it that one of the ends in ChildNode.End.cs follows its task.</summary>
    private protected abstract void Call();

    /// <summary>The child's task, which was not complete at once, is: reads it and calls one of the ends.</summary>
    private protected abstract void OnTaskCompleted();

    /// <summary>Enters the nursery and sets the child going (S2, S4).</summary>
    private protected void Enter(in ScopeHandle nursery)
    {
        AssertNotStarted();
        var scope = nursery.Enter();

        // S18: a child that ends looks at no clock, so the timer must tell whether the deadline passed while it ran.
        scope.WatchDeadline();
        if (scope.IsDisposingResults)
        {
            // Open for that alone (S2).
            scope.LeaveQuietly();
            throw nursery.Closed();
        }

        _scope = scope;
        var context = ExecutionContext.Capture();
        _context = context;
        if (Info.Daemon)
            scope.AddDaemon();

        if (Info.Daemon || _place.HoldsSlot || scope.TryTakeSlot(this))
            Begin(context);
    }

    /// <summary>Enters the nursery for an item of its sequence, in the slot that the pump has taken (S31).</summary>
    private protected void EnterForItem(in ScopeHandle nursery)
    {
        _place.HoldsSlot = nursery.Scope.PassSlot();
        Enter(nursery);
    }

    /// <summary>Runs the child, which waits for nothing any more.</summary>
    private void Begin(ExecutionContext? context)
    {
        if (Info.Start == ChildStart.Inline && RuntimeHelpers.TryEnsureSufficientExecutionStack())
            RunHere(context);
        else
            Queue();
    }

    ref SlotPlace ISlotWaiter.Place => ref _place;

    void ISlotWaiter.OnSlot() => Queue();

    private void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    void IThreadPoolWorkItem.Execute()
    {
        if (_scope is null)
        {
            // The child has ended: the node was queued once more to resume the first awaiter of its handle.
            _completion.ResumeFirstAwaiter();
        }
        else if (_context is { } context && !ReferenceEquals(context, ExecutionContext.Capture()))
        {
            ExecutionContext.Run(context, s_run, this);
        }
        else
        {
            // The pool's own context is the child's, and the pool restores it afterwards.
            Run();
        }
    }

    /// <summary>S6, inline: the context is the starter's as it is; what the child changes doesn't flow out.</summary>
    /// <remarks>What <see cref="ExecutionContext.Run"/> does, less all that is needless where the context stays the same.</remarks>
    private void RunHere(ExecutionContext? context)
    {
        if (context is null)
        {
            RunWithoutFlow();
            return;
        }

        Run();
        if (!ReferenceEquals(ExecutionContext.Capture(), context))
            ExecutionContext.Restore(context);
    }

    /// <summary>Inline, where the starter has suppressed the flow: nothing was captured, but what the child changes must not stay
    /// behind.</summary>
    private void RunWithoutFlow()
    {
        ExecutionContext.RestoreFlow();
        try
        {
            ExecutionContext.Run(ExecutionContext.Capture()!, s_run, this);
        }
        finally
        {
            ExecutionContext.SuppressFlow();
        }
    }

    /// <summary>Throws nothing: what the child throws is its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Run()
    {
        AssertRunning();
        var scope = _scope!;
        _startedBeforeCancel = scope.KnownReason is null;
        if (!_usesFastPath && HasOwnScope && !TryOpenOwnScope(scope))
            return;

        Call();
    }

    private bool TryOpenOwnScope(NurseryScope scope)
    {
        try
        {
            _deadline = ChildScope.Open(this, scope);
            OnOwnScopeOpened(_deadline);
            return true;
        }
        catch (Exception error)
        {
            // A clock of the user's that can't make a timer, for one.
            Fail(error);
            return false;
        }
    }

    /// <summary>The task that a child's method returned, for generated code.</summary>
    protected ValueTask TaskOf(Task? task) => new(task ?? throw NullTask());

    /// <inheritdoc cref="TaskOf"/>
    protected ValueTask<T> TaskOf<T>(Task<T>? task) => new(task ?? throw NullTask());

    private InvalidOperationException NullTask() => new($"{Identity.Name} returned null instead of a task.");
}
