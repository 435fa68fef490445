namespace NurseryGen.Engine;

/// <summary>
/// What failed in a nursery, in order of occurrence, each exception once (S11). A failure that was handled is forgotten at once (S37).
/// Thread-safe.
/// </summary>
internal sealed class FailureList
{
    /// <summary>From here on an index finds repetitions; below, a look at each does.</summary>
    private const int IndexThreshold = 16;

    private readonly LinkedList<Entry> _entries = new();
    private Dictionary<Exception, Entry>? _index;

    /// <summary>Adds a failure.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="child">The child that threw it; null for the body.</param>
    /// <param name="unlessHandled">Drops this failure once every child that threw it was handled; null keeps it in any case.</param>
    public void Add(Exception error, ChildInfo? child, IFailedChild? unlessHandled)
    {
        lock (_entries)
        {
            AssertInvariants();
            var entry = Find(error) ?? Append(error, child);
            entry.AddThrower(unlessHandled);

            // Pairs with ChildNode.MarkHandled: stores the entry, then loads whether the failure is handled already.
            unlessHandled?.RecordedAs(entry);
            if (unlessHandled is { IsHandled: true })
                Forget_NeedsLock(entry, unlessHandled);

            AssertInvariants();
        }
    }

    /// <summary>The nursery has exited: a handle that is kept keeps its own failure only.</summary>
    public void Clear()
    {
        lock (_entries)
        {
            _entries.Clear();
            _index = null;
        }
    }

    /// <summary>What the nursery throws; null where nothing failed, or all that failed was handled.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="forgetChildren">The race is won: only what the body and callbacks threw counts.</param>
    public Exception? ToException(NurseryInfo nursery, bool forgetChildren)
    {
        List<ChildFailure> failures;
        lock (_entries)
        {
            AssertInvariants();
            failures = new List<ChildFailure>(_entries.Count);
            foreach (var item in _entries)
            {
                if (!forgetChildren || item.Failure.Child is null)
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

    private Entry Append(Exception error, ChildInfo? child)
    {
        var entry = new Entry(this, new ChildFailure(child, error));
        _entries.AddLast(entry.Node);
        if (_index is null && _entries.Count >= IndexThreshold)
        {
            _index = new Dictionary<Exception, Entry>(ReferenceEqualityComparer.Instance);
            foreach (var each in _entries)
                _index.Add(each.Failure.Exception, each);
        }
        else
        {
            _index?.Add(error, entry);
        }

        return entry;
    }

    private Entry? Find(Exception error)
    {
        if (_index is not null)
            return _index.GetValueOrDefault(error);

        foreach (var entry in _entries)
        {
            if (ReferenceEquals(entry.Failure.Exception, error))
                return entry;
        }

        return null;
    }

    private void Forget_NeedsLock(Entry entry, IFailedChild thrower)
    {
        // A nursery that has exited has forgotten all.
        if (entry.RemoveThrower(thrower) && entry.Node.List is not null)
        {
            _entries.Remove(entry.Node);
            _index?.Remove(entry.Failure.Exception);
        }
    }

    [Conditional("DEBUG")]
    private void AssertInvariants()
    {
        Debug.Assert(_index is not null || _entries.Count < IndexThreshold, "A long list has an index.");
        Debug.Assert(_index is null || _index.Count == _entries.Count, "The index finds each failure of the list, and no other.");
        Debug.Assert(_entries.Last is not { Value.IsKept: false }, "A failure leaves the list once every child that threw it was handled.");
    }

    /// <summary>One exception and the children that threw it: an awaiter may throw the exception of another child on.</summary>
    internal sealed class Entry
    {
        private readonly FailureList _list;
        private readonly List<IFailedChild> _throwers = [];
        private bool _neverHandled;

        public Entry(FailureList list, ChildFailure failure)
        {
            _list = list;
            Failure = failure;
            Node = new LinkedListNode<Entry>(this);
        }

        public ChildFailure Failure { get; }

        public LinkedListNode<Entry> Node { get; }

        /// <summary>True if something keeps the failure: a child whose failure was not handled, or the body.</summary>
        public bool IsKept => _neverHandled || _throwers.Count > 0;

        /// <summary>A child's failure was handled.</summary>
        public void Forget(IFailedChild thrower)
        {
            lock (_list._entries)
            {
                _list.AssertInvariants();
                _list.Forget_NeedsLock(this, thrower);
            }
        }

        public void AddThrower(IFailedChild? child)
        {
            if (child is null)
                _neverHandled = true;
            else
                _throwers.Add(child);
        }

        /// <summary>True if nothing keeps the failure any more.</summary>
        public bool RemoveThrower(IFailedChild child) => _throwers.Remove(child) && !IsKept;
    }
}
