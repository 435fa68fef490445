using System.Numerics;

namespace NurseryGen.Engine;

/// <summary>
/// Results in input order. The pump makes room before it starts a child; children write, each to its own place, without a lock: the array
/// grows by chunks that never move.
/// </summary>
[StackTraceHidden]
internal sealed class EachBuffer<T>
{
    private const int DefaultFirstChunk = 16;

    private readonly T[]?[] _chunks = new T[]?[32];
    private int _firstChunk = DefaultFirstChunk;

    public int Count { get; private set; }

    public ref T this[int index]
    {
        get
        {
            var (chunk, offset) = Locate(index);
            return ref _chunks[chunk]![offset];
        }
    }

    /// <summary>Says how many results there will be, while there is none: that many get an array that is the result itself.</summary>
    public void Expect(int count) => _firstChunk = count > 0 ? count : DefaultFirstChunk;

    /// <summary>Makes room for the next result.</summary>
    /// <returns>Its index.</returns>
    public int Add()
    {
        // Counts the place only once there is one: to make it may fail.
        var (chunk, _) = Locate(Count);
        _chunks[chunk] ??= new T[chunk == 0 ? _firstChunk : _firstChunk << (chunk - 1)];
        return Count++;
    }

    public T[] ToArray()
    {
        if (Count == 0)
            return [];

        if (Count == _firstChunk)
            return _chunks[0]!;

        var result = new T[Count];
        for (int chunk = 0, start = 0; start < Count; chunk++)
        {
            var part = _chunks[chunk]!;
            var length = Math.Min(part.Length, Count - start);
            Array.Copy(part, 0, result, start, length);
            start += length;
        }

        return result;
    }

    public void Clear()
    {
        Array.Clear(_chunks);
        _firstChunk = DefaultFirstChunk;
        Count = 0;
    }

    /// <summary>Chunk 0 holds the first n; chunk k holds n·2^(k-1) more.</summary>
    private (int Chunk, int Offset) Locate(int index)
    {
        if (index < _firstChunk)
            return (0, index);

        var chunk = BitOperations.Log2((uint)(index / _firstChunk)) + 1;
        return (chunk, index - (_firstChunk << (chunk - 1)));
    }
}
