namespace NurseryGen.Engine;

/// <summary>The scope of an Each nursery that returns its children's results in input order (S33).</summary>
/// <typeparam name="T">A child's result.</typeparam>
/// <typeparam name="TElement">An element: the result, or its <see cref="Outcome{T}"/>.</typeparam>
/// <typeparam name="TList">The nursery's result: an array of elements, or an interface of arrays.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public sealed class EachScope<T, TElement, TList> : ResultScope<TList>
{
    private readonly ListSink<T, TElement> _sink = ListSink<T, TElement>.Create();

    /// <summary>How many items there are, where that is certain; else 0.</summary>
    private int _expected;

    /// <summary>Where children leave their results.</summary>
    public EachSink<T> Sink => _sink;

    /// <summary>Says how long the sequence is, where that is known: saves a copy.</summary>
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
        _sink.Results.Expect(_expected > 0 ? _expected
            : items is not null && items.TryGetNonEnumeratedCount(out var count) ? Math.Min(count, MostUnproven)
            : 0);
    }

    /// <inheritdoc/>
    protected override TList Collect()
    {
        while (Info.KeepsPartialResults && _sink.Results.Count < _expected)
            _sink.AddNotStarted(this);

        return (TList)(object)_sink.Results.ToArray();
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        _sink.Clear();
        _expected = 0;
    }

    /// <inheritdoc/>
    protected override void DropAll() => _sink.DisposeResults(this);
}
