namespace NurseryGen.Engine;

/// <summary>S31: the slots of a nursery with <c>MaxConcurrency</c>, and those who wait for one, in order. Its scope's gate guards it.</summary>
internal struct ChildLimit
{
    private int _running;
    private ChildNode? _first;
    private ChildNode? _last;

    /// <summary>True: the child has a slot. False: it waits, and somebody else will start it.</summary>
    public bool Admit(ChildNode child, int limit)
    {
        if (_running < limit)
        {
            _running++;
            return true;
        }

        if (_last is null)
        {
            _first = child;
        }
        else
        {
            _last.NextWaiting = child;
        }

        _last = child;
        return false;
    }

    /// <summary>A child gives its slot back, or on: to the one who has waited longest, which is returned.</summary>
    public ChildNode? Release()
    {
        var next = _first;
        if (next is null)
        {
            _running--;
            return null;
        }

        _first = next.NextWaiting;
        next.NextWaiting = null;
        if (_first is null)
        {
            _last = null;
        }

        return next;
    }
}
