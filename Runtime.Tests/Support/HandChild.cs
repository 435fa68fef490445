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
internal sealed class HandChild<TKind>()
    : ChildNode<HandChild<TKind>, (Func<CancellationToken, ValueTask> Child, Action? Fallback)>(TKind.Info)
    where TKind : IChildKind
{
    public static Child Start(Nursery nursery, Func<CancellationToken, ValueTask> child, Action? fallback = null) =>
        StartCore(nursery.Handle, (child, fallback));

    public static Child StartTask(Nursery nursery, Func<CancellationToken, Task> child, Action? fallback = null) =>
        Start(nursery, token => new ValueTask(child(token)), fallback);

    protected override ValueTask Invoke() => Arguments.Child(Token);

    protected override void Fallback() => Arguments.Fallback?.Invoke();
}

/// <summary>The same, for a child that doesn't take its token.</summary>
internal sealed class HandSilent<TKind>() : ChildNode<HandSilent<TKind>, Func<CancellationToken, ValueTask>>(TKind.Info)
    where TKind : IChildKind
{
    public static Child Start(Nursery nursery, Func<CancellationToken, ValueTask> child) => StartCore(nursery.Handle, child);

    protected override ValueTask Invoke() => Arguments(CancellationToken.None);
}

/// <summary>What the generator writes for a child with a result, by hand.</summary>
internal sealed class HandResult<TKind, T>()
    : HandleChild<T, (Func<CancellationToken, ValueTask<T>> Child, Func<T>? Fallback)>(TKind.Info)
    where TKind : IChildKind
{
    public static Child<T> Start(Nursery nursery, Func<CancellationToken, ValueTask<T>> child, Func<T>? fallback = null) =>
        new HandResult<TKind, T> { Arguments = (child, fallback) }.StartCore(nursery.Handle);

    protected override ValueTask<T> Invoke() => Arguments.Child(Token);

    protected override T Fallback() => Arguments.Fallback is null ? base.Fallback() : Arguments.Fallback();
}
