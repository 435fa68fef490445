using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace NurseryGen.Engine;

/// <summary>
/// The body of an Each nursery (S32): takes a slot, pulls one item, starts its child, and so on. It pulls nothing before a slot is free, and nothing more
/// once the nursery is cancelled; it disposes the enumerator on every path.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public static class EachPump
{
    /// <summary>Feeds a nursery from a sequence.</summary>
    /// <typeparam name="TItem">The item.</typeparam>
    /// <typeparam name="TState">What starting a child needs beside it.</typeparam>
    /// <param name="scope">The nursery.</param>
    /// <param name="items">The sequence.</param>
    /// <param name="state">What starting a child needs.</param>
    /// <param name="start">Starts the child of an item.</param>
    /// <returns>The body's task.</returns>
    public static ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, IEnumerable<TItem> items, TState state, Action<TState, TItem> start)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(start);
        return EachFeed<TItem, TState>.RunAsync(scope, items, state, start);
    }

    /// <summary>Feeds a nursery from an asynchronous sequence, which is given the nursery's token.</summary>
    /// <inheritdoc cref="RunAsync{TItem, TState}(NurseryScope, IEnumerable{TItem}, TState, Action{TState, TItem})"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public static async ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, IAsyncEnumerable<TItem> items, TState state, Action<TState, TItem> start)
    {
        ArgumentNullException.ThrowIfNull(items);
        var enumerator = items.GetAsyncEnumerator(scope.Token);
        await using (enumerator.ConfigureAwait(false))
        {
            while (true)
            {
                await scope.TakeSlotAsync().ConfigureAwait(false);
                var started = false;
                try
                {
                    scope.ThrowIfCancelled();
                    if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                    {
                        return;
                    }

                    start(state, enumerator.Current);
                    started = true;
                }
                finally
                {
                    if (!started)
                    {
                        scope.ReleaseSlot();
                    }
                }
            }
        }
    }

    /// <summary>Feeds a nursery from a channel.</summary>
    /// <inheritdoc cref="RunAsync{TItem, TState}(NurseryScope, IEnumerable{TItem}, TState, Action{TState, TItem})"/>
    public static ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, ChannelReader<TItem> items, TState state, Action<TState, TItem> start)
    {
        ArgumentNullException.ThrowIfNull(items);
        return RunAsync(scope, items.ReadAllAsync(), state, start);
    }

    /// <summary>Feeds a nursery from memory.</summary>
    /// <inheritdoc cref="RunAsync{TItem, TState}(NurseryScope, IEnumerable{TItem}, TState, Action{TState, TItem})"/>
    public static ValueTask RunAsync<TItem, TState>(
        NurseryScope scope, ReadOnlyMemory<TItem> items, TState state, Action<TState, TItem> start) =>
        RunAsync(scope, MemoryMarshal.ToEnumerable(items), state, start);
}
