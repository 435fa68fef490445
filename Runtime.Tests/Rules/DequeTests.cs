using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>The queue under the threads' queues: what goes in comes out once, at the right end, and is forgotten.</summary>
public sealed class DequeTests
{
    private Deque<Item> _deque = new();

    /// <summary>Who takes an item, and at which end.</summary>
    public enum Way
    {
        Youngest,
        Oldest,
        Stolen,
    }

    [Fact]
    public void TheOwnerTakesTheYoungest_OthersTheOldest()
    {
        PushMany(0, 5);

        Assert.Equal(4, _deque.TryTakeYoungest()?.Number);
        Assert.Equal(0, _deque.TrySteal()?.Number);
        Assert.Equal(3, _deque.TryTakeYoungest()?.Number);
        Assert.Equal(1, _deque.TrySteal()?.Number);
        Assert.False(_deque.HasSeveral);
        Assert.Equal(2, _deque.TrySteal()?.Number);
        Assert.True(_deque.IsEmpty);
        Assert.Null(_deque.TryTakeYoungest());
        Assert.Null(_deque.TrySteal());
    }

    [Fact]
    public void TheOwnerTakesTheOldest_OfWhatWasThereBefore()
    {
        PushMany(0, 3);
        var end = _deque.End;
        PushMany(3, 2);

        Assert.Equal(0, _deque.TryTakeOldest(end)?.Number);
        Assert.Equal(1, _deque.TrySteal()?.Number);
        Assert.Equal(2, _deque.TryTakeOldest(end)?.Number);
        Assert.Null(_deque.TryTakeOldest(end));
        Assert.Equal(3, _deque.TryTakeOldest(_deque.End)?.Number);
        Assert.Equal(4, _deque.TrySteal()?.Number);
        Assert.Null(_deque.TryTakeOldest(_deque.End));
        Assert.True(_deque.IsEmpty);
    }

    [Fact]
    public void WhatIsReservedNobodyElseTakes_UntilItIsNoMore()
    {
        PushMany(0, 2);
        _deque.ReserveYoungest();

        Assert.Equal(0, _deque.TrySteal()?.Number);
        Assert.Null(_deque.TrySteal());
        Assert.True(_deque.Unreserve());
        Assert.False(_deque.Unreserve());
        Assert.Equal(1, _deque.TrySteal()?.Number);
    }

    [Fact]
    public void ItGrows_ToItsBound()
    {
        PushMany(0, Deque<Item>.MaxCapacity);
        Assert.False(_deque.TryPush(new Item(-1)));

        Assert.Equal(0, _deque.TrySteal()?.Number);
        Assert.True(_deque.TryPush(new Item(Deque<Item>.MaxCapacity)));
        for (var i = 1; i <= Deque<Item>.MaxCapacity; i++)
        {
            Assert.Equal(i, _deque.TrySteal()?.Number);
        }
    }

    [Theory]
    [InlineData(Way.Youngest)]
    [InlineData(Way.Oldest)]
    [InlineData(Way.Stolen)]
    public async Task S39_WhatWasTakenIsForgotten(Way way)
    {
        var weak = PushAndTake(way);
        await Assert.AllAsync(weak, static item => Collected.Assert(item, "an item"));
        Assert.True(_deque.IsEmpty);
    }

    /// <summary>The owner pushes and takes, reserved or not, and grows the queue; two others steal. Each item is one's.</summary>
    [Fact]
    public Task WhoeverTakes_EachItemOnce() => EachItemOnce(random =>
    {
        if (random.Next(2) == 0)
        {
            _deque.ReserveYoungest();
            Interlocked.MemoryBarrier();
        }

        return _deque.TryTakeYoungest();
    });

    /// <summary>The same, where the owner takes what is oldest, as the others do.</summary>
    [Fact]
    public Task WhoeverTakesTheOldest_EachItemOnce() => EachItemOnce(_ => _deque.TryTakeOldest(_deque.End));

    private async Task EachItemOnce(Func<Random, Item?> take)
    {
        const int Many = 2_000_000;
        var taken = new int[Many];
        var left = Many;
        var thieves = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(Steal, TaskCreationOptions.LongRunning)).ToArray();
        var random = new Random(4);
        for (var next = 0; next < Many;)
        {
            for (var burst = random.Next(1, random.Next(4) == 0 ? 200 : 4); burst > 0 && next < Many; burst--)
            {
                if (_deque.TryPush(new Item(next)))
                {
                    next++;
                }
            }

            for (var burst = random.Next(6); burst > 0 && take(random) is { } item; burst--)
            {
                Count(item);
            }

            _deque.Unreserve();
        }

        while (take(random) is { } item)
        {
            Count(item);
        }

        await Hang.Guard(Task.WhenAll(thieves));
        Assert.DoesNotContain(taken, static times => times != 1);

        void Steal()
        {
            while (Volatile.Read(ref left) > 0)
            {
                if (_deque.TrySteal() is { } item)
                {
                    Count(item);
                }
            }
        }

        void Count(Item item)
        {
            Interlocked.Increment(ref taken[item.Number]);
            Interlocked.Decrement(ref left);
        }
    }

    private void PushMany(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            Assert.True(_deque.TryPush(new Item(i)));
        }
    }

    private WeakReference[] PushAndTake(Way way)
    {
        var weak = new WeakReference[100];
        PushMany(0, weak.Length);
        for (var i = 0; i < weak.Length; i++)
        {
            weak[i] = new WeakReference(way switch
            {
                Way.Youngest => _deque.TryTakeYoungest(),
                Way.Oldest => _deque.TryTakeOldest(_deque.End),
                _ => _deque.TrySteal(),
            });
        }

        return weak;
    }

    private sealed class Item(int number)
    {
        public int Number => number;
    }
}
