namespace NurseryGen.Engine;

/// <summary>Where a delegate was started: all there is to name it by.</summary>
internal readonly record struct StartSite(string Name, string File, int Line)
{
    public ChildInfo Describe() => new(Name, Path.GetFileName(File), Line);
}

/// <summary>A child that is a delegate: what <c>Nursery.Start</c> starts without the generator.</summary>
[StackTraceHidden]
internal sealed class DelegateChild<TState>()
    : ChildNode<DelegateChild<TState>, (Func<TState, CancellationToken, Task> Delegate, TState State)>(ChildInfo.Default)
{
    private StartSite _site;

    internal override ChildInfo Identity => _site.Describe();

    public static Child Start(in ScopeHandle nursery, Func<TState, CancellationToken, Task> child, TState state, StartSite site)
    {
        var node = Rent((child, state));
        node._site = site;
        return node.EnterOrRecycle(nursery);
    }

    protected override ValueTask Invoke() => TaskOf(Arguments.Delegate(Arguments.State, Token));
}

/// <summary>A delegate with a result.</summary>
[StackTraceHidden]
internal sealed class DelegateResult<TState, T>(StartSite site)
    : HandleChild<T, (Func<TState, CancellationToken, Task<T>> Delegate, TState State)>(ChildInfo.Default)
{
    internal override ChildInfo Identity => site.Describe();

    public static Child<T> Start(in ScopeHandle nursery, Func<TState, CancellationToken, Task<T>> child, TState state, StartSite site) =>
        new DelegateResult<TState, T>(site) { Arguments = (child, state) }.StartCore(nursery);

    protected override ValueTask<T> Invoke() => TaskOf(Arguments.Delegate(Arguments.State, Token));
}

/// <summary>A delegate that says when it is ready.</summary>
[StackTraceHidden]
internal sealed class DelegateReady<T>(StartSite site) : ReadyNode<T, Func<Ready<T>, CancellationToken, Task>>(ChildInfo.Default)
{
    internal override ChildInfo Identity => site.Describe();

    public static ValueTask<T> Start(
        in ScopeHandle nursery, Func<Ready<T>, CancellationToken, Task> child, StartSite site, CancellationToken starter) =>
        new DelegateReady<T>(site) { Arguments = child }.StartWithValue(nursery, starter);

    protected override ValueTask Invoke() => TaskOf(Arguments(ReadyWithValue, Token));
}
