namespace NurseryGen.Engine;

/// <summary>The scope of one child that has a timeout of its own (S24): linked to its nursery's token, opened when the child starts to
/// run.</summary>
[StackTraceHidden]
internal sealed class ChildScope : ScopeCore
{
    private ChildNode? _child;

    /// <summary>Opens a scope whose only user is the child.</summary>
    public static ChildScope Open(ChildNode child, NurseryScope nursery)
    {
        var deadline = Rent<ChildScope>();
        deadline._child = child;
        deadline.OpenCore(child.Info.Shield ? CancellationToken.None : nursery.Token, child.Info.Timeout, nursery.Clock);
        return deadline;
    }

    internal override void OnCallbacksFailed(AggregateException errors)
    {
        foreach (var error in errors.InnerExceptions)
            _child!.OnCallbackFailed(error);
    }

    internal override void OnClockFailed(Exception error) => _child!.OnCallbackFailed(error);

    private protected override void OnUsersLeft(uint users, int version)
    {
        if (users != 0)
            return;

        CloseUserClock();
        var child = _child!;
        _child = null;
        CloseCore();
        GiveBack();
        child.Finish();
    }
}
