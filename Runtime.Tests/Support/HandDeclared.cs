using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What the generator writes for a declared nursery of two children with results, by hand.</summary>
internal sealed class HandDeclared<T1, T2> : ResultScope<(T1 First, T2 Second)>
{
    private T1 _first = default!;
    private T2 _second = default!;

    public static ValueTask<(T1 First, T2 Second)> RunAsync(
        NurseryInfo info,
        Func<CancellationToken, ValueTask<T1>> first,
        Func<CancellationToken, ValueTask<T2>> second,
        Action<Nursery>? more = null,
        TimeProvider? clock = null,
        CancellationToken caller = default)
    {
        var scope = Enter(info, first, second, more, clock, caller);
        return scope.ExitAsync();
    }

    public static ValueTask<(bool TimedOut, (T1 First, T2 Second) Value)> RunOrMoveOnAsync(
        NurseryInfo info, Func<CancellationToken, ValueTask<T1>> first, Func<CancellationToken, ValueTask<T2>> second, TimeProvider clock)
    {
        var scope = Enter(info, first, second, more: null, clock, CancellationToken.None);
        return scope.ExitOrMoveOnAsync();
    }

    protected override (T1 First, T2 Second) Collect() => (_first, _second);

    protected override void Clear()
    {
        _first = default!;
        _second = default!;
    }

    protected override void DropAll()
    {
        DisposeUnreachable(_first);
        DisposeUnreachable(_second);
    }

    private static HandDeclared<T1, T2> Enter(
        NurseryInfo info,
        Func<CancellationToken, ValueTask<T1>> first,
        Func<CancellationToken, ValueTask<T2>> second,
        Action<Nursery>? more,
        TimeProvider? clock,
        CancellationToken caller)
    {
        var scope = Open<HandDeclared<T1, T2>>(info, caller, clock);
        try
        {
            FirstChild.Start(scope, first);
            SecondChild.Start(scope, second);
            more?.Invoke(scope.Nursery);
            scope.Started();
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope;
    }

    private sealed class FirstChild()
        : DeliveringChild<FirstChild, T1, (HandDeclared<T1, T2> Scope, Func<CancellationToken, ValueTask<T1>> Child)>(
            new ChildInfo("Declared.First"))
    {
        public static void Start(HandDeclared<T1, T2> scope, Func<CancellationToken, ValueTask<T1>> child) =>
            StartCore(scope.Handle, (scope, child));

        protected override ValueTask<T1> Invoke() => Arguments.Child(Token);

        protected override void Deliver(T1 result) => Arguments.Scope._first = result;
    }

    private sealed class SecondChild()
        : DeliveringChild<SecondChild, T2, (HandDeclared<T1, T2> Scope, Func<CancellationToken, ValueTask<T2>> Child)>(
            new ChildInfo("Declared.Second"))
    {
        public static void Start(HandDeclared<T1, T2> scope, Func<CancellationToken, ValueTask<T2>> child) =>
            StartCore(scope.Handle, (scope, child));

        protected override ValueTask<T2> Invoke() => Arguments.Child(Token);

        protected override void Deliver(T2 result) => Arguments.Scope._second = result;
    }
}

/// <summary>The same for a declared race of two.</summary>
internal sealed class HandRace<T> : ResultScope<T>
{
    public static ValueTask<T> RunAsync(
        NurseryInfo info,
        Func<CancellationToken, ValueTask<T>> first,
        Func<CancellationToken, ValueTask<T>> second,
        CancellationToken caller = default)
    {
        var scope = Open<HandRace<T>>(info, caller);
        try
        {
            Racer.Start(scope, first);
            Racer.Start(scope, second);
            scope.Started();
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    protected override T Collect() => throw new InvalidOperationException("A race does not collect.");

    protected override void Clear()
    {
    }

    private sealed class Racer() : DeliveringChild<Racer, T, (HandRace<T> Scope, Func<CancellationToken, ValueTask<T>> Child)>(s_info)
    {
        private static readonly ChildInfo s_info = new("Declared.Racer");

        public static void Start(HandRace<T> scope, Func<CancellationToken, ValueTask<T>> child) =>
            StartCore(scope.Handle, (scope, child));

        protected override ValueTask<T> Invoke() => Arguments.Child(Token);

        protected override void Deliver(T result) => Arguments.Scope.Compete(result, s_info);
    }
}
