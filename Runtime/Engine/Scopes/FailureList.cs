using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>
/// What failed in a nursery, in order of occurrence, each exception once (S11). A failure that was handled is forgotten at once (S37).
/// Thread-safe.
/// </summary>
internal sealed class FailureList
{
    /// <summary>From here on an index finds repetitions; below, a look at each does.</summary>
    private const int IndexThreshold = 16;

    private readonly LinkedList<Item> _items = new();
    private Dictionary<Exception, LinkedListNode<Item>>? _index;

    /// <summary>Adds a failure.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="child">Whose it is; null for the body.</param>
    /// <param name="unlessHandled">Drops this failure once every child that threw it was handled; null keeps it in any case.</param>
    public void Add(Exception error, ChildInfo? child, IFailedChild? unlessHandled)
    {
        lock (_items)
        {
            AssertInvariants();
            var item = Find(error) ?? Append(error, child);
            item.Value.AddThrower(unlessHandled);

            // Pairs with ChildNode.MarkHandled: stores the list, then loads whether the failure is handled already.
            unlessHandled?.RecordedIn(this, error);
            if (unlessHandled is { IsHandled: true })
                Forget(item, unlessHandled);

            AssertInvariants();
        }
    }

    /// <summary>A child's failure was handled.</summary>
    public void Forget(IFailedChild child)
    {
        lock (_items)
        {
            AssertInvariants();
            if (child.RecordedFailure is { } error && Find(error) is { } item)
                Forget(item, child);
        }
    }

    /// <summary>The nursery has exited: a handle that is kept keeps its own failure only.</summary>
    public void Clear()
    {
        lock (_items)
        {
            _items.Clear();
            _index = null;
        }
    }

    /// <summary>What the nursery throws; null where nothing failed, or all that failed was handled.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <param name="forgetChildren">The race is won: only what the body and callbacks threw counts.</param>
    public Exception? ToException(NurseryInfo nursery, bool forgetChildren)
    {
        List<ChildFailure> failures;
        lock (_items)
        {
            AssertInvariants();
            failures = new List<ChildFailure>(_items.Count);
            foreach (var item in _items)
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

    private LinkedListNode<Item> Append(Exception error, ChildInfo? child)
    {
        var item = _items.AddLast(new Item(new ChildFailure(child, error)));
        if (_index is null && _items.Count >= IndexThreshold)
        {
            _index = new Dictionary<Exception, LinkedListNode<Item>>(ReferenceEqualityComparer.Instance);
            for (var each = _items.First; each is not null; each = each.Next)
                _index.Add(each.Value.Failure.Exception, each);
        }
        else
        {
            _index?.Add(error, item);
        }

        return item;
    }

    private LinkedListNode<Item>? Find(Exception error)
    {
        if (_index is not null)
            return _index.GetValueOrDefault(error);

        for (var item = _items.First; item is not null; item = item.Next)
        {
            if (ReferenceEquals(item.Value.Failure.Exception, error))
                return item;
        }

        return null;
    }

    private void Forget(LinkedListNode<Item> item, IFailedChild thrower)
    {
        if (!item.Value.RemoveThrower(thrower))
            return;

        _items.Remove(item);
        _index?.Remove(item.Value.Failure.Exception);
    }

    [Conditional("DEBUG")]
    private void AssertInvariants()
    {
        Debug.Assert(_index is not null || _items.Count < IndexThreshold, "A long list has an index.");
        Debug.Assert(_index is null || _index.Count == _items.Count, "The index finds each failure of the list, and no other.");
        Debug.Assert(_items.Last is not { Value.IsKept: false }, "A failure leaves the list once every child that threw it was handled.");
    }

    /// <summary>One exception and the children that threw it: an awaiter may throw the exception of another child on.</summary>
    private sealed class Item(ChildFailure failure)
    {
        private readonly List<IFailedChild> _throwers = [];
        private bool _neverHandled;

        public ChildFailure Failure { get; } = failure;

        /// <summary>True if something keeps the failure: a child whose failure was not handled, or the body.</summary>
        public bool IsKept => _neverHandled || _throwers.Count > 0;

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
