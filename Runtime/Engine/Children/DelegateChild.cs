using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>Where a delegate was started: all there is to name it by.</summary>
internal readonly record struct StartSite(string Name, string File, int Line)
{
    public ChildInfo Describe() => new(Name, Path.GetFileName(File), Line);
}

/// <summary>A child that is a delegate: what <c>Nursery.Start</c> starts without the generator.</summary>
[StackTraceHidden]
internal sealed class DelegateChild() : ChildNode<DelegateChild>(ChildInfo.Default)
{
    private Func<CancellationToken, Task> _child = null!;
    private StartSite _site;

    internal override ChildInfo Identity => _site.Describe();

    public static Child Start(in Nursery nursery, Func<CancellationToken, Task> child, StartSite site)
    {
        var node = Rent();
        node._child = child;
        node._site = site;
        return node.Start(nursery);
    }

    protected override ValueTask Invoke() => TaskOf(_child(Token));

    protected override void Clear() => _child = null!;
}

/// <summary>A child whose method is a delegate with a state, which saves a closure.</summary>
[StackTraceHidden]
internal sealed class DelegateChild<TState>() : ChildNode<DelegateChild<TState>>(ChildInfo.Default)
{
    private Func<TState, CancellationToken, Task> _child = null!;
    private TState _state = default!;
    private StartSite _site;

    internal override ChildInfo Identity => _site.Describe();

    public static Child Start(in Nursery nursery, Func<TState, CancellationToken, Task> child, TState state, StartSite site)
    {
        var node = Rent();
        node._child = child;
        node._state = state;
        node._site = site;
        return node.Start(nursery);
    }

    protected override ValueTask Invoke() => TaskOf(_child(_state, Token));

    protected override void Clear()
    {
        _child = null!;
        _state = default!;
    }
}

/// <summary>A delegate that says when it is ready.</summary>
[StackTraceHidden]
internal sealed class DelegateReady<T>(Func<Ready<T>, CancellationToken, Task> child, StartSite site) : ReadyNode<T>(ChildInfo.Default)
{
    private Func<Ready<T>, CancellationToken, Task>? _child = child;

    internal override ChildInfo Identity => site.Describe();

    public static ValueTask<T> Start(
        Nursery nursery, Func<Ready<T>, CancellationToken, Task> child, StartSite site, CancellationToken starter) =>
        new DelegateReady<T>(child, site).StartWithValue(nursery, starter);

    protected override ValueTask Invoke() => TaskOf(_child!(ReadyWithValue, Token));

    protected override void Clear() => _child = null;
}

/// <summary>A delegate with a result.</summary>
[StackTraceHidden]
internal sealed class DelegateResult<T>(Func<CancellationToken, Task<T>> child, StartSite site) : HandleChild<T>(ChildInfo.Default)
{
    private Func<CancellationToken, Task<T>>? _child = child;

    internal override ChildInfo Identity => site.Describe();

    public static Child<T> Start(in Nursery nursery, Func<CancellationToken, Task<T>> child, StartSite site) =>
        new DelegateResult<T>(child, site).Start(nursery);

    protected override ValueTask<T> Invoke() => TaskOf(_child!(Token));

    protected override void Clear() => _child = null;
}

/// <summary>A delegate with a state and a result.</summary>
[StackTraceHidden]
internal sealed class DelegateResult<TState, T>(Func<TState, CancellationToken, Task<T>> child, TState state, StartSite site)
    : HandleChild<T>(ChildInfo.Default)
{
    private Func<TState, CancellationToken, Task<T>>? _child = child;
    private TState _state = state;

    internal override ChildInfo Identity => site.Describe();

    public static Child<T> Start(in Nursery nursery, Func<TState, CancellationToken, Task<T>> child, TState state, StartSite site) =>
        new DelegateResult<TState, T>(child, state, site).Start(nursery);

    protected override ValueTask<T> Invoke() => TaskOf(_child!(_state, Token));

    protected override void Clear()
    {
        _child = null;
        _state = default!;
    }
}
