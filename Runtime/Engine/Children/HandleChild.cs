namespace NurseryGen.Engine;

/// <summary>A child with a result. Its node is what <see cref="Child{T}"/> points at, and lives as long as that does: it is not
/// pooled.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class HandleChild<T, TArguments> : TaskNode<T>
{
    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.Arguments"/>
    protected TArguments Arguments = default!;

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.ChildNode(ChildInfo)"/>
    protected HandleChild(ChildInfo info)
        : base(info, isPooled: false)
    {
    }

    /// <inheritdoc cref="ChildNode{TSelf, TArguments}.StartCore"/>
    protected Child<T> StartCore(in ScopeHandle nursery)
    {
        Enter(nursery);
        return new Child<T>(this);
    }

    private protected sealed override void DropArguments() => Arguments = default!;

    internal sealed override IChildTask CreateTask() => new ChildTask<T>();

    private protected sealed override Task EndedTask(short token) =>
        EndedWell(token) ? Task.FromResult(ResultAfterEnd) : base.EndedTask(token);

    private protected sealed override void Offer(NurseryScope scope)
    {
        if (!scope.TryWinWithoutResult(Identity) && scope is ResultScope<T> race)
            race.WinOrDispose(ResultAfterEnd, Identity);
    }
}
