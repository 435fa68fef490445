using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>One started child: its way from the starter's stack through the thread pool to its end in the nursery.</summary>
/// <remarks>
/// Generated code derives a class from <see cref="ChildNode{TSelf}"/> or <see cref="ResultNode{T}"/> for each <c>[Child]</c> method:
/// the arguments are its fields, the call its <c>Invoke</c>. All else is here; how a child ends is in ChildNode.End.cs, those who await it
/// are in ChildNode.Handle.cs.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class ChildNode : SlotWaiter, IThreadPoolWorkItem
{
    private static readonly ContextCallback s_run = static node => ((ChildNode)node!).Run();

    /// <summary>The context of a thread-pool thread that runs nobody's work: no need to run under it.</summary>
    private static ExecutionContext? s_defaultContext;

    private NurseryScope? _scope;
    private ExecutionContext? _context;
    private ChildDeadline? _deadline;
    private Action? _onTaskCompleted;
    private bool _startedBeforeCancel;

    private protected ChildNode()
    {
    }

    /// <summary>How the child is to run.</summary>
    internal abstract ChildInfo Info { get; }

    /// <summary>What errors and reports call the child.</summary>
    internal virtual ChildInfo Identity => Info;

    /// <summary>Whether the child takes a slot when it starts, rather than being given one (S31).</summary>
    private protected virtual bool TakesSlot => !Info.Daemon;

    /// <summary>Whether the child gives a slot back when it ends.</summary>
    private protected virtual bool ReleasesSlot => !Info.Daemon;

    /// <summary>The child's token, made when first read: its own where it has a timeout, none where it is shielded, else its nursery's.</summary>
    protected CancellationToken Token =>
        _deadline is { } deadline ? deadline.Token : Info.Shield ? CancellationToken.None : _scope!.Token;

    /// <summary>Called when the child's task has completed, for a child that didn't complete at once.</summary>
    private protected Action OnTaskCompletedAction => _onTaskCompleted ??= OnTaskCompleted;

    /// <summary>Whether the child has a token of its own.</summary>
    private protected virtual bool HasOwnScope => Info.HasTimeout;

    /// <summary>The child's own scope is open, the child about to be called.</summary>
    internal virtual void OnOwnScopeOpened(ChildDeadline scope)
    {
    }

    /// <summary>Drops every argument (S39).</summary>
    protected abstract void Clear();

    /// <summary>Calls the child's method and keeps its task.</summary>
    private protected abstract void Call();

    /// <summary>Sees to it that <see cref="OnTaskCompleted"/> follows the task.</summary>
    private protected abstract void Watch();

    /// <summary>The child's task has completed: reads it and calls one of the ends in ChildNode.End.cs.</summary>
    private protected abstract void OnTaskCompleted();

    /// <summary>Enters the nursery and sets the child going (S2, S4).</summary>
    private protected void Enter(Nursery nursery)
    {
        var scope = nursery.Enter();
        _scope = scope;
        _context = ExecutionContext.Capture();
        if (Info.Daemon)
        {
            scope.AddDaemon();
        }

        if (!TakesSlot || scope.TryTakeSlot(this))
        {
            Begin();
        }
    }

    /// <summary>Runs the child, which has its slot.</summary>
    private void Begin()
    {
        if (Info.Start == ChildStart.Inline && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            RunInContext();
        }
        else
        {
            OnSlot(mayGoOnHere: false);
        }
    }

    internal sealed override void OnSlot(bool mayGoOnHere) => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    void IThreadPoolWorkItem.Execute()
    {
        s_defaultContext ??= ExecutionContext.Capture();
        if (ReferenceEquals(_context, s_defaultContext))
        {
            Run();
        }
        else
        {
            RunInContext();
        }
    }

    /// <summary>S6: the starter's context flows in; what the child changes doesn't flow out.</summary>
    private void RunInContext()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, s_run, this);
        }
        else if (ExecutionContext.IsFlowSuppressed())
        {
            RunWithoutFlow();
        }
        else
        {
            Run();
        }
    }

    /// <summary>Inline, where the starter has suppressed the flow: nothing was captured, but what the child changes must not stay behind.</summary>
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

    private void Run()
    {
        var scope = _scope!;
        _startedBeforeCancel = scope.KnownReason is null;
        try
        {
            if (HasOwnScope)
            {
                _deadline = ChildDeadline.Open(this, scope);
                OnOwnScopeOpened(_deadline);
            }

            Call();
        }
        catch (Exception error)
        {
            // Thrown before there was a task.
            Fail(error);
            return;
        }

        Watch();
    }
}
