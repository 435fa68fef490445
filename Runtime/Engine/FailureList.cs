namespace NurseryGen.Engine;

/// <summary>What failed in a nursery, in order of occurrence, each exception once (S11). Not thread-safe: its scope's gate guards it.</summary>
internal struct FailureList
{
    /// <summary>From here on a set finds repetitions; below, a look at each does.</summary>
    private const int SetThreshold = 16;

    private List<ChildFailure>? _items;
    private HashSet<Exception>? _seen;

    public readonly int Count => _items?.Count ?? 0;

    /// <summary>False where that very exception is in the list.</summary>
    public bool Add(Exception error, ChildInfo? child)
    {
        _items ??= [];
        if (_seen is not null)
        {
            if (!_seen.Add(error))
            {
                return false;
            }
        }
        else if (_items.Exists(item => ReferenceEquals(item.Exception, error)))
        {
            return false;
        }

        _items.Add(new ChildFailure(child, error));
        if (_seen is null && _items.Count == SetThreshold)
        {
            _seen = new HashSet<Exception>(_items.Select(item => item.Exception), ReferenceEqualityComparer.Instance);
        }

        return true;
    }

    /// <summary>What the nursery throws.</summary>
    public readonly Exception ToException(NurseryInfo nursery) =>
        _items!.Count == 1 && nursery.Errors != NurseryErrors.Group
            ? _items[0].Exception
            : new ExceptionGroup(nursery, _items);
}
