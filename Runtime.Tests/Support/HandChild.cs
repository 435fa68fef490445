using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What the generator knows of a child method.</summary>
internal interface IChildKind
{
    static abstract ChildInfo Info { get; }
}

internal sealed class Queued : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.Queued", "Hand.cs", 1);
}

internal sealed class Inline : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.Inline", "Hand.cs", 2) { Start = ChildStart.Inline };
}

/// <summary>A child with a timeout of five seconds.</summary>
internal sealed class Timed : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.Timed", "Hand.cs", 3) { TimeoutMilliseconds = 5_000 };
}

/// <summary>The same, that is given up quietly.</summary>
internal sealed class MovingOn : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.MovingOn", "Hand.cs", 4) { TimeoutMilliseconds = 5_000, MoveOn = true };
}

/// <summary>What the generator writes for a child without a result, by hand.</summary>
internal sealed class HandChild<TKind>() : ChildNode<HandChild<TKind>>(TKind.Info)
    where TKind : IChildKind
{
    private Func<CancellationToken, ValueTask> _child = null!;
    private Action? _fallback;

    public static Child Start(Nursery nursery, Func<CancellationToken, ValueTask> child, Action? fallback = null)
    {
        var node = Rent();
        node._child = child;
        node._fallback = fallback;
        return node.Start(nursery);
    }

    public static Child StartTask(Nursery nursery, Func<CancellationToken, Task> child, Action? fallback = null) =>
        Start(nursery, token => new ValueTask(child(token)), fallback);

    protected override ValueTask Invoke() => _child(Token);

    protected override void Fallback() => _fallback?.Invoke();

    protected override void Clear()
    {
        _child = null!;
        _fallback = null;
    }
}

/// <summary>The same, for a child that doesn't take its token.</summary>
internal sealed class HandSilent<TKind>() : ChildNode<HandSilent<TKind>>(TKind.Info)
    where TKind : IChildKind
{
    private Func<CancellationToken, ValueTask> _child = null!;

    public static Child Start(Nursery nursery, Func<CancellationToken, ValueTask> child)
    {
        var node = Rent();
        node._child = child;
        return node.Start(nursery);
    }

    protected override ValueTask Invoke() => _child(CancellationToken.None);

    protected override void Clear() => _child = null!;
}

/// <summary>What the generator writes for a child with a result, by hand.</summary>
internal sealed class HandResult<TKind, T>(Func<CancellationToken, ValueTask<T>> child, Func<T>? fallback) : HandleChild<T>(TKind.Info)
    where TKind : IChildKind
{
    private Func<CancellationToken, ValueTask<T>>? _child = child;
    private Func<T>? _fallback = fallback;

    public static Child<T> Start(Nursery nursery, Func<CancellationToken, ValueTask<T>> child, Func<T>? fallback = null) =>
        new HandResult<TKind, T>(child, fallback).Start(nursery);

    protected override ValueTask<T> Invoke() => _child!(Token);

    protected override T Fallback() => _fallback is null ? base.Fallback() : _fallback();

    protected override void Clear()
    {
        _child = null;
        _fallback = null;
    }
}
