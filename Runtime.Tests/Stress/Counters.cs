namespace NurseryGen.Tests.Stress;

/// <summary>What a stress run has done: each pair must agree when it is over.</summary>
internal sealed class Counters
{
    private long _started;
    private long _ended;
    private long _thrown;
    private long _caught;
    private long _made;
    private long _kept;
    private long _disposed;
    private long _nurseries;

    public long Started => Volatile.Read(ref _started);

    public long Ended => Volatile.Read(ref _ended);

    public long Thrown => Volatile.Read(ref _thrown);

    public long Caught => Volatile.Read(ref _caught);

    public long Made => Volatile.Read(ref _made);

    public long Kept => Volatile.Read(ref _kept);

    public long Disposed => Volatile.Read(ref _disposed);

    public void NurseryRan() => Interlocked.Increment(ref _nurseries);

    public void ChildStarted() => Interlocked.Increment(ref _started);

    public void ChildEnded() => Interlocked.Increment(ref _ended);

    public Boom Throw()
    {
        Interlocked.Increment(ref _thrown);
        return new Boom();
    }

    public void Catch(int failures) => Interlocked.Add(ref _caught, failures);

    public Product Make()
    {
        Interlocked.Increment(ref _made);
        return new Product(this);
    }

    public void Keep() => Interlocked.Increment(ref _kept);

    public override string ToString() =>
        $"{_nurseries:N0} nurseries, {_started:N0} children, {_thrown:N0} failures, {_made:N0} results of which {_disposed:N0} unreachable";

    /// <summary>A result that must be kept by somebody, or disposed of, exactly once.</summary>
    internal sealed class Product(Counters counters) : IDisposable
    {
        private int _disposals;

        public bool IsDisposed => Volatile.Read(ref _disposals) != 0;

        public void Dispose()
        {
            Assert.Equal(1, Interlocked.Increment(ref _disposals));
            Interlocked.Increment(ref counters._disposed);
        }
    }
}
