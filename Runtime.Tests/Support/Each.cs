using System.Threading.Channels;
using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What generated code does on entering an Each nursery, by hand: one method for each kind of result.</summary>
internal static class Each
{
    public static ValueTask<T[]> RunAsync<TItem, T>(
        NurseryInfo info,
        IEnumerable<TItem> items,
        Func<TItem, CancellationToken, ValueTask<T>> child,
        TimeProvider? clock = null,
        CancellationToken caller = default) => RunAsync<Queued, TItem, T>(info, items, child, clock, caller);

    public static ValueTask<T[]> RunAsync<TKind, TItem, T>(
        NurseryInfo info,
        IEnumerable<TItem> items,
        Func<TItem, CancellationToken, ValueTask<T>> child,
        TimeProvider? clock = null,
        CancellationToken caller = default)
        where TKind : IChildKind
    {
        var scope = NurseryScope.Open<EachScope<T, T, T[]>>(info, caller, clock);
        try
        {
            scope.Expect(items);
            scope.Run(SequencePump.RunAsync(
                scope, items, (scope, child), static (s, item) =>
                    HandEach<TKind, TItem, T>.Start(s.scope.Nursery, s.scope.Sink, s.child, item)));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    public static ValueTask<T[]> RunAsync<TItem, T>(
        NurseryInfo info,
        IAsyncEnumerable<TItem> items,
        Func<TItem, CancellationToken, ValueTask<T>> child,
        TimeProvider? clock = null,
        CancellationToken caller = default)
    {
        var scope = NurseryScope.Open<EachScope<T, T, T[]>>(info, caller, clock);
        try
        {
            scope.Run(SequencePump.RunAsync(
                scope, items, (scope, child), static (s, item) =>
                    HandEach<Queued, TItem, T>.Start(s.scope.Nursery, s.scope.Sink, s.child, item)));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    public static ValueTask<Outcome<T>[]> OutcomesAsync<TItem, T>(
        NurseryInfo info,
        IEnumerable<TItem> items,
        Func<TItem, CancellationToken, ValueTask<T>> child,
        TimeProvider? clock = null,
        CancellationToken caller = default)
    {
        var scope = NurseryScope.Open<EachScope<T, Outcome<T>, Outcome<T>[]>>(info, caller, clock);
        try
        {
            scope.Expect(items);
            scope.Run(SequencePump.RunAsync(
                scope, items, (scope, child), static (s, item) =>
                    HandEach<Queued, TItem, T>.Start(s.scope.Nursery, s.scope.Sink, s.child, item)));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    public static ValueTask<T> RaceAsync<TItem, T>(
        NurseryInfo info, IEnumerable<TItem> items, Func<TItem, CancellationToken, ValueTask<T>> child, CancellationToken caller = default)
    {
        var scope = NurseryScope.Open<NurseryScope<T>>(info, caller);
        try
        {
            scope.Run(SequencePump.RunAsync(
                scope,
                items,
                (scope.Nursery, Sink: new RaceSink<T>(scope), child),
                static (s, item) => HandEach<Queued, TItem, T>.Start(s.Nursery, s.Sink, s.child, item)));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    public static ValueTask VoidAsync<TKind, TItem>(
        NurseryInfo info, IEnumerable<TItem> items, Func<TItem, CancellationToken, ValueTask> child, CancellationToken caller = default)
        where TKind : IChildKind
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(info, caller);
        try
        {
            scope.Run(SequencePump.RunAsync(
                scope, items, (scope.Nursery, child), static (s, item) => HandEach<TKind, TItem>.Start(s.Nursery, s.child, item)));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    public static ValueTask ReadAsync<T>(
        NurseryInfo info, ChannelReader<T> items, Func<T, CancellationToken, ValueTask> child, CancellationToken caller = default)
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(info, caller);
        try
        {
            scope.Run(SequencePump.RunAsync(
                scope, items, (scope.Nursery, child), static (s, item) => HandEach<Queued, T>.Start(s.Nursery, s.child, item)));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    public static IAsyncEnumerable<T> StreamAsync<TItem, T>(
        NurseryInfo info,
        IEnumerable<TItem> items,
        Func<TItem, CancellationToken, ValueTask<T>> child,
        TimeProvider? clock = null,
        CancellationToken caller = default) =>
        StreamEntry.ReadAsync<T, (IEnumerable<TItem> Items, Func<TItem, CancellationToken, ValueTask<T>> Child)>(
            info,
            static (scope, sink, state) => SequencePump.RunAsync(
                scope,
                state.Items,
                (scope, sink, state.Child),
                static (s, item) => HandEach<Queued, TItem, T>.Start(s.scope.Nursery, s.sink, s.Child, item)),
            (items, child),
            clock,
            caller);
}
