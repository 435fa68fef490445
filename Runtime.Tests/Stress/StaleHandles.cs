namespace NurseryGen.Tests.Stress;

/// <summary>Handles of nurseries and children long gone, whose objects serve others by now: using them must touch nobody (S2,
/// S38).</summary>
internal sealed class StaleHandles
{
    private const int Kept = 64;

    private readonly Nursery[] _nurseries = new Nursery[Kept];
    private readonly Child[] _children = new Child[Kept];
    private int _nurseryCount;
    private int _childCount;

    public void Keep(Nursery nursery) => _nurseries[_nurseryCount++ % Kept] = nursery;

    /// <summary>Of a child that will succeed.</summary>
    public void Keep(Child child) => _children[_childCount++ % Kept] = child;

    /// <summary>Between nurseries: all that was kept has ended.</summary>
    public void Poke(Random random)
    {
        if (_nurseryCount > 0)
        {
            var nursery = _nurseries[random.Next(Math.Min(Kept, _nurseryCount))];
            nursery.Cancel("a stale handle's");
            Assert.Null(nursery.Reason);
            Assert.Equal(0, nursery.ChildCount);
            Assert.Throws<InvalidOperationException>(() => nursery.Start(_ => Task.CompletedTask));
            Assert.Throws<InvalidOperationException>(() => nursery.CancelAfter(TimeSpan.Zero));
        }

        for (var i = 0; i < Math.Min(Kept, _childCount); i++)
        {
            Assert.True(_children[i].IsCompleted);
            Assert.True(_children[i].Outcome.IsSuccess);
        }
    }
}
