using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace NurseryGen.Engine;

/// <summary>
/// The body of an Each nursery (S32): takes a slot, pulls one item, starts its child, and so on. It pulls nothing before a slot is free,
/// and nothing more once the nursery is cancelled; it disposes the enumerator on every path.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public static class SequencePump
{
    /// <summary>Feeds a nursery from a sequence. One that may block or compute is pulled on the thread pool.</summary>
    public static ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, IEnumerable<TItem> items, TState state, Action<TState, TItem> start, string name = "items")
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(items, name);
        ArgumentNullException.ThrowIfNull(start);
        return PullAsync(scope, items, state, start, isAtHand: items is TItem[] || items.GetType() == typeof(List<TItem>));
    }

    /// <summary>Feeds a nursery from an asynchronous sequence, which is given the nursery's token.</summary>
    /// <inheritdoc cref="RunAsync{TItem, TState}(NurseryScope, IEnumerable{TItem}, TState, Action{TState, TItem}, string)"/>
    [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
    public static async ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, IAsyncEnumerable<TItem> items, TState state, Action<TState, TItem> start, string name = "items")
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(items, name);
        IAsyncEnumerator<TItem>? enumerator = null;
        try
        {
            enumerator = items.GetAsyncEnumerator(scope.Token);
            while (true)
            {
                await scope.TakeSlotAsync().ConfigureAwait(false);
                scope.ThrowIfCancelled();
                if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                    break;

                start(state, enumerator.Current);
            }
        }
        catch (Exception error)
        {
            scope.Report(error);
        }

        scope.ReturnPumpSlot();
        try
        {
            if (enumerator is not null)
                await enumerator.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            scope.Report(error);
        }
    }

    /// <summary>Feeds a nursery from a channel.</summary>
    /// <inheritdoc cref="RunAsync{TItem, TState}(NurseryScope, IEnumerable{TItem}, TState, Action{TState, TItem}, string)"/>
    public static ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, ChannelReader<TItem> items, TState state, Action<TState, TItem> start, string name = "items")
    {
        ArgumentNullException.ThrowIfNull(items, name);
        return RunAsync(scope, items.ReadAllAsync(), state, start);
    }

    /// <summary>Feeds a nursery from memory.</summary>
    /// <inheritdoc cref="RunAsync{TItem, TState}(NurseryScope, IEnumerable{TItem}, TState, Action{TState, TItem}, string)"/>
    public static ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, ReadOnlyMemory<TItem> items, TState state, Action<TState, TItem> start)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(start);
        return PullAsync(scope, MemoryMarshal.ToEnumerable(items), state, start, isAtHand: true);
    }

    [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
    private static async ValueTask PullAsync<TItem, TState>(
        NurseryScope scope, IEnumerable<TItem> items, TState state, Action<TState, TItem> start, bool isAtHand)
    {
        if (!isAtHand)
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        IEnumerator<TItem>? enumerator = null;
        try
        {
            enumerator = items.GetEnumerator();
            while (true)
            {
                // An item at hand is looked for before the slot is taken: the end of the items gives way to no cancellation (S20).
                if (isAtHand && !enumerator.MoveNext())
                    break;

                await scope.TakeSlotAsync().ConfigureAwait(false);
                scope.ThrowIfCancelled();
                if (!isAtHand && !enumerator.MoveNext())
                    break;

                start(state, enumerator.Current);
            }
        }
        catch (Exception error)
        {
            scope.Report(error);
        }

        scope.ReturnPumpSlot();
        try
        {
            enumerator?.Dispose();
        }
        catch (Exception error)
        {
            scope.Report(error);
        }
    }
}
