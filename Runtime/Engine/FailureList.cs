namespace NurseryGen.Engine;

/// <summary>What failed in a nursery, in order of occurrence, each exception once (S11). Not thread-safe: its scope's gate guards it.</summary>
internal struct FailureList
{
    /// <summary>From here on an index finds repetitions; below, a look at each does.</summary>
    private const int IndexThreshold = 16;

    private List<Item>? _items;
    private Dictionary<Exception, int>? _index;

    public readonly bool IsEmpty => _items is null;

    /// <summary>Adds a failure.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="child">Whose it is; null for the body.</param>
    /// <param name="unlessObserved">Forget it if somebody sees how that child ended, and how the others did that threw it.</param>
    public void Add(Exception error, ChildInfo? child, ChildNode? unlessObserved)
    {
        _items ??= [];
        var known = IndexOf(error);
        if (known >= 0)
        {
            _items[known].AddThrower(unlessObserved);
            return;
        }

        _items.Add(new Item(new ChildFailure(child, error), unlessObserved));
        _index?.Add(error, _items.Count - 1);
        if (_index is null && _items.Count == IndexThreshold)
        {
            _index = new Dictionary<Exception, int>(ReferenceEqualityComparer.Instance);
            for (var i = 0; i < _items.Count; i++)
            {
                _index.Add(_items[i].Failure.Exception, i);
            }
        }
    }

    /// <summary>What the nursery throws; null where nothing failed, or all that failed was handled.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="forgetChildren">The race is won: only what the body and callbacks threw counts.</param>
    public readonly Exception? ToException(NurseryInfo nursery, bool forgetChildren)
    {
        if (_items is null)
        {
            return null;
        }

        var failures = new List<ChildFailure>(_items.Count);
        foreach (var item in _items)
        {
            if (!item.IsHandled && !(forgetChildren && item.Failure.Child is not null))
            {
                failures.Add(item.Failure);
            }
        }

        return failures.Count switch
        {
            0 => null,
            1 when nursery.Errors != NurseryErrors.Group => failures[0].Exception,
            _ => new ExceptionGroup(nursery, failures),
        };
    }

    private readonly int IndexOf(Exception error) => _index is null
        ? _items!.FindIndex(item => ReferenceEquals(item.Failure.Exception, error))
        : _index.GetValueOrDefault(error, -1);

    /// <summary>One exception and those who threw it: whoever sees how a child ended may throw its exception on.</summary>
    private sealed class Item(ChildFailure failure, ChildNode? thrower)
    {
        private List<ChildNode>? _moreThrowers;
        private bool _neverHandled = thrower is null;

        public ChildFailure Failure { get; } = failure;

        /// <summary>S14: somebody saw the end of each child that threw it.</summary>
        public bool IsHandled =>
            !_neverHandled && thrower!.Observed && (_moreThrowers is null || _moreThrowers.TrueForAll(static child => child.Observed));

        public void AddThrower(ChildNode? another)
        {
            if (another is null)
            {
                _neverHandled = true;
            }
            else
            {
                (_moreThrowers ??= []).Add(another);
            }
        }
    }
}
