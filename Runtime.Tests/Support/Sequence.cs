using System.Collections;

namespace NurseryGen.Tests;

/// <summary>Counts from 0, and who pulls.</summary>
internal sealed class Sequence(int count, int failsAt = -1, bool failsAtDispose = false) : IEnumerable<int>, IEnumerator<int>
{
    private int _inside;

    public int Pulled { get; private set; }

    public int Disposals { get; private set; }

    public bool Overlapped { get; private set; }

    public int Current { get; private set; } = -1;

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        Overlapped |= Interlocked.Increment(ref _inside) != 1;
        try
        {
            if (Current + 1 == failsAt)
                throw new Boom("sequence");

            if (++Current == count)
                return false;

            Pulled++;
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public IEnumerator<int> GetEnumerator() => this;

    IEnumerator IEnumerable.GetEnumerator() => this;

    public void Reset() => throw new NotSupportedException();

    public void Dispose()
    {
        Disposals++;
        if (failsAtDispose)
            throw new Boom("dispose");
    }
}

/// <summary>A collection whose <see cref="Count"/> is wrong.</summary>
internal sealed class Liar(IReadOnlyCollection<int> items, int count) : ICollection<int>
{
    public int Count => count;

    public bool IsReadOnly => true;

    public IEnumerator<int> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Add(int item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public bool Contains(int item) => throw new NotSupportedException();

    public void CopyTo(int[] array, int arrayIndex) => throw new NotSupportedException();

    public bool Remove(int item) => throw new NotSupportedException();
}
