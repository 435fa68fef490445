using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>The scope of an Each nursery that returns its children's results in input order (S33).</summary>
/// <typeparam name="T">A child's result.</typeparam>
/// <typeparam name="TElement">An element: the result, or its <see cref="Outcome{T}"/>.</typeparam>
/// <typeparam name="TList">The nursery's result: an array of elements, or an interface of arrays.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class EachScope<T, TElement, TList> : ResultScope<TList>
{
    /// <summary>How many items there are, where that is certain; else 0.</summary>
    private int _expected;

    private protected EachScope()
    {
    }

    /// <summary>Where children leave their results.</summary>
    public abstract EachSink<T> Sink { get; }

    /// <inheritdoc/>
    private protected sealed override bool HasResult => !IsAcknowledged;

    /// <inheritdoc/>
    private protected sealed override bool OwnsResults => true;

    private protected EachBuffer<TElement> Buffer { get; } = new();

    /// <summary>Says how long the sequence is, where that is known: saves a copy.</summary>
    /// <typeparam name="TItem">The item.</typeparam>
    /// <param name="items">The sequence.</param>
    public void Expect<TItem>(IEnumerable<TItem> items)
    {
        _expected = items switch
        {
            TItem[] array => array.Length,
            List<TItem> list => list.Count,
            _ => 0,
        };

        // A user's own collection says what it likes: that much is taken as a hint, and no more.
        const int MostUnproven = 1024;
        Buffer.Open(_expected > 0 ? _expected
            : items is not null && items.TryGetNonEnumeratedCount(out var count) ? Math.Min(count, MostUnproven)
            : null);
    }

    private protected void OpenEach(NurseryInfo info, CancellationToken caller, TimeSpan timeout, TimeProvider? clock)
    {
        _expected = 0;
        Buffer.Open(expectedCount: null);
        OpenNursery(info, caller, timeout, clock);
    }

    private protected sealed override void DisposeResults()
    {
        for (var i = 0; i < Buffer.Count; i++)
        {
            Drop(i, Buffer[i]);
        }
    }

    private protected abstract void Drop(int index, TElement element);

    private protected sealed override void BuildResult()
    {
        while (Info.KeepsPartialResults && Buffer.Count < _expected)
        {
            Buffer[Buffer.Add()] = NotStarted();
        }

        SetResult((TList)(object)Buffer.ToArray());
    }

    /// <summary>What stands for an item whose child was never started, the deadline having passed.</summary>
    private protected virtual TElement NotStarted() => default!;

    private protected override void ClearState() => Buffer.Clear();
}

/// <summary>Plain results: the first failure is the nursery's.</summary>
/// <typeparam name="T">A child's result.</typeparam>
/// <typeparam name="TList"><c>T[]</c>, or an interface of it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public sealed class EachScope<T, TList> : EachScope<T, T, TList>
{
    /// <summary>Which children have left a result, where that of the others, the default, could be disposed of: a structure's.</summary>
    private readonly EachBuffer<bool>? _isThere = default(T) is IDisposable or IAsyncDisposable ? new() : null;

    /// <summary>For the pool.</summary>
    public EachScope() => Sink = new OrderedSink<T>(Buffer, _isThere);

    /// <inheritdoc/>
    public override EachSink<T> Sink { get; }

    /// <summary>Opens a nursery with the timeout that its attributes say.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>A scope with one user, the pump.</returns>
    public static EachScope<T, TList> Open(NurseryInfo info, CancellationToken caller, TimeProvider? clock = null) =>
        Open(info, caller, info.Timeout, clock);

    /// <summary>Opens a nursery with a timeout of its caller's.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="timeout">Zero has already passed, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <param name="name">How the caller names the timeout.</param>
    /// <returns>A scope with one user, the pump.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static EachScope<T, TList> Open(
        NurseryInfo info,
        CancellationToken caller,
        TimeSpan timeout,
        TimeProvider? clock = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        ValidateTimeout(timeout, name ?? nameof(timeout));
        var scope = Pool<EachScope<T, TList>>.Rent();
        scope._isThere?.Open(expectedCount: null);
        scope.OpenEach(info, caller, timeout, clock);
        return scope;
    }

    private protected override void Drop(int index, T element)
    {
        if (_isThere is null || (index < _isThere.Count && _isThere[index]))
        {
            DisposeUnreachable(element);
        }
    }

    private protected override void ClearState()
    {
        base.ClearState();
        _isThere?.Clear();
    }

    private protected override void Recycle() => Pool<EachScope<T, TList>>.ReturnOrDiscard(this);
}

/// <summary>Outcomes: no child's failure is the nursery's.</summary>
/// <typeparam name="T">A child's result.</typeparam>
/// <typeparam name="TList"><c>Outcome&lt;T&gt;[]</c>, or an interface of it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public sealed class EachOutcomeScope<T, TList> : EachScope<T, Outcome<T>, TList>
{
    /// <summary>For the pool.</summary>
    public EachOutcomeScope() => Sink = new OutcomeSink<T>(Buffer);

    /// <inheritdoc/>
    public override EachSink<T> Sink { get; }

    /// <summary>Opens a nursery with the timeout that its attributes say.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <returns>A scope with one user, the pump.</returns>
    public static EachOutcomeScope<T, TList> Open(NurseryInfo info, CancellationToken caller, TimeProvider? clock = null) =>
        Open(info, caller, info.Timeout, clock);

    /// <summary>Opens a nursery with a timeout of its caller's.</summary>
    /// <param name="info">The nursery.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="timeout">Zero has already passed, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> never passes.</param>
    /// <param name="clock">The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</param>
    /// <param name="name">How the caller names the timeout.</param>
    /// <returns>A scope with one user, the pump.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public static EachOutcomeScope<T, TList> Open(
        NurseryInfo info,
        CancellationToken caller,
        TimeSpan timeout,
        TimeProvider? clock = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        ValidateTimeout(timeout, name ?? nameof(timeout));
        var scope = Pool<EachOutcomeScope<T, TList>>.Rent();
        scope.OpenEach(info, caller, timeout, clock);
        return scope;
    }

    private protected override Outcome<T> NotStarted() => new(Cancellation(), canceled: true);

    private protected override void Drop(int index, Outcome<T> element)
    {
        if (element.IsSuccess)
        {
            DisposeUnreachable(element.ValueOr(default!));
        }
    }

    private protected override void Recycle() => Pool<EachOutcomeScope<T, TList>>.ReturnOrDiscard(this);
}
