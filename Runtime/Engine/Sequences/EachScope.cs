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
public sealed class EachScope<T, TElement, TList> : ResultScope<TList>
{
    private readonly ListSink<T, TElement> _sink = ListSink<T, TElement>.Create();

    /// <summary>How many items there are, where that is certain; else 0.</summary>
    private int _expected;

    /// <summary>For the pool.</summary>
    public EachScope()
    {
    }

    /// <summary>Where children leave their results.</summary>
    public EachSink<T> Sink => _sink;

    /// <inheritdoc/>
    private protected override bool HasResult => !IsAcknowledged;

    /// <inheritdoc/>
    private protected override bool OwnsResults => true;

    /// <inheritdoc cref="VoidNurseryScope.Open"/>
    public static EachScope<T, TElement, TList> Open(
        NurseryInfo info,
        CancellationToken caller,
        TimeProvider? clock = null,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        var scope = Pool<EachScope<T, TElement, TList>>.Rent();
        scope._expected = 0;
        scope._sink.Open();
        scope.OpenNursery(info, caller, clock, timeout, name);
        return scope;
    }

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
        _sink.Results.Open(_expected > 0 ? _expected
            : items is not null && items.TryGetNonEnumeratedCount(out var count) ? Math.Min(count, MostUnproven)
            : null);
    }

    private protected override void DisposeResults() => _sink.DisposeResults(this);

    private protected override void BuildResult()
    {
        while (Info.KeepsPartialResults && _sink.Results.Count < _expected)
            _sink.AddNotStarted(this);

        SetResult((TList)(object)_sink.Results.ToArray());
    }

    private protected override void ClearState() => _sink.Clear();

    private protected override void Recycle() => GiveBack(this);
}
