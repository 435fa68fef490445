using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What the generator writes for a declared nursery of two children with results, by hand.</summary>
internal sealed class HandDeclared<T1, T2> : DeclaredScope<HandDeclared<T1, T2>, (T1 First, T2 Second)>
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
        Drop(_first);
        Drop(_second);
    }

    private static HandDeclared<T1, T2> Enter(
        NurseryInfo info,
        Func<CancellationToken, ValueTask<T1>> first,
        Func<CancellationToken, ValueTask<T2>> second,
        Action<Nursery>? more,
        TimeProvider? clock,
        CancellationToken caller)
    {
        var scope = Open(info, caller, clock);
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

    private sealed class FirstChild() : DeliveringChild<FirstChild, T1>(new ChildInfo("Declared.First"))
    {
        private HandDeclared<T1, T2> _scope = null!;
        private Func<CancellationToken, ValueTask<T1>> _child = null!;

        public static void Start(HandDeclared<T1, T2> scope, Func<CancellationToken, ValueTask<T1>> child)
        {
            var node = Rent();
            node._scope = scope;
            node._child = child;
            node.Start(scope.Nursery);
        }

        protected override ValueTask<T1> Invoke() => _child(Token);

        protected override void Deliver(T1 result) => _scope._first = result;

        protected override void Clear()
        {
            _scope = null!;
            _child = null!;
        }
    }

    private sealed class SecondChild() : DeliveringChild<SecondChild, T2>(new ChildInfo("Declared.Second"))
    {
        private HandDeclared<T1, T2> _scope = null!;
        private Func<CancellationToken, ValueTask<T2>> _child = null!;

        public static void Start(HandDeclared<T1, T2> scope, Func<CancellationToken, ValueTask<T2>> child)
        {
            var node = Rent();
            node._scope = scope;
            node._child = child;
            node.Start(scope.Nursery);
        }

        protected override ValueTask<T2> Invoke() => _child(Token);

        protected override void Deliver(T2 result) => _scope._second = result;

        protected override void Clear()
        {
            _scope = null!;
            _child = null!;
        }
    }
}

/// <summary>The same for a declared race of two.</summary>
internal sealed class HandRace<T> : DeclaredScope<HandRace<T>, T>
{
    public static ValueTask<T> RunAsync(
        NurseryInfo info,
        Func<CancellationToken, ValueTask<T>> first,
        Func<CancellationToken, ValueTask<T>> second,
        CancellationToken caller = default)
    {
        var scope = Open(info, caller);
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

    private sealed class Racer() : DeliveringChild<Racer, T>(s_info)
    {
        private static readonly ChildInfo s_info = new("Declared.Racer");
        private HandRace<T> _scope = null!;
        private Func<CancellationToken, ValueTask<T>> _child = null!;

        public static void Start(HandRace<T> scope, Func<CancellationToken, ValueTask<T>> child)
        {
            var node = Rent();
            node._scope = scope;
            node._child = child;
            node.Start(scope.Nursery);
        }

        protected override ValueTask<T> Invoke() => _child(Token);

        protected override void Deliver(T result) => _scope.Compete(result, s_info);

        protected override void Clear()
        {
            _scope = null!;
            _child = null!;
        }
    }
}
