using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <content>
/// A child that runs inline on the stack of its nursery's body need not be counted: the body holds the nursery open until that stack has
/// unwound. If it succeeds at once, as most do, it has cost no atomic operation. Whatever else becomes of it, it is counted first, and then is
/// a child like any other.
/// </content>
public abstract partial class ChildNode
{
    /// <summary>Whether the child runs on its nursery's body's stack, and has not been counted.</summary>
    private bool _isUncounted;

    /// <summary>Runs the child uncounted; false where it can't be.</summary>
    private bool TryRunUncounted(in Nursery nursery)
    {
        if (nursery.FindOnBodysStack() is not { IsPlain: true } scope)
        {
            return false;
        }

        var context = ExecutionContext.Capture();
        if (context is null || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return false;
        }

        AssertNotStarted();
        _scope = scope;
        _startedBeforeCancel = scope.KnownReason is null;
        _isUncounted = true;
        scope.BeginUncounted();
        Call();
        RestoreContext(context);
        return true;
    }

    /// <summary>The child doesn't just succeed at once: it is suspended, or fails, or its nursery is cancelled.</summary>
    private protected void Count()
    {
        if (_isUncounted)
        {
            _isUncounted = false;
            _scope!.CountUncounted();
        }
    }

    /// <summary>The last steps of a child that succeeded at once: nobody has its handle yet, so nobody awaits it.</summary>
    private void LeaveUncounted(NurseryScope scope)
    {
        _isUncounted = false;
        _scope = null;
        Clear();
        var isReusable = true;
        EndHandle(ref isReusable);
        scope.EndUncounted();
        if (isReusable)
        {
            Recycle();
        }
    }
}
