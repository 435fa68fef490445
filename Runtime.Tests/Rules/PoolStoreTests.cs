using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S38, S39: what a pool keeps, and that it hands nothing out twice.</summary>
[Collection(Alone.Name)]
public sealed class PoolStoreTests
{
    /// <summary>What one pool can hold back for all threads, and for one.</summary>
    private const int SharedBound = PoolStore.MaxShared;

    private const int ThreadBound = (2 * PoolStore.LongestChain) + 1;

    [Fact]
    public void OnOneThread_WhatIsGivenBackComesAgain()
    {
        var store = new PoolStore(isCollectible: false);
        var items = MakeMany(1_000);
        Assert.All(items, item => Assert.True(store.TryPut(item)));

        var again = TakeAll(store);

        Assert.Equal(1_000, again.Count);
        Assert.Equal(items.ToHashSet(), again.ToHashSet());
        Assert.All(again, static item => Assert.Null(item.Next));
    }

    /// <summary>Many threads that come by now and then don't keep what the others could use.</summary>
    [Fact]
    public void AThreadThatGivesBackLittle_KeepsLittle()
    {
        var store = new PoolStore(isCollectible: false);
        OnAnotherThread(() => Assert.All(MakeMany(40), item => Assert.True(store.TryPut(item))));

        // Chains of 4, 8 and 16 were passed on, or kept as the last two: those went with the thread.
        Assert.Equal(12, TakeAll(store).Count);
    }

    [Fact]
    public void WhateverIsGivenBack_NoMoreThanTheBoundIsKept()
    {
        var store = new PoolStore(isCollectible: false);
        var kept = MakeMany(3 * SharedBound).Count(store.TryPut);

        Assert.InRange(kept, SharedBound, SharedBound + ThreadBound);
        Assert.Equal(kept, TakeAll(store).Count);
    }

    /// <summary>Started here, finished there: what one thread takes, another one gives back.</summary>
    [Fact]
    public void TakenHereAndGivenBackThere_NothingIsMadeAnew()
    {
        const int InFlight = 1_000;
        var store = new PoolStore(isCollectible: false);
        var made = 0;
        for (var round = 0; round < 200; round++)
        {
            if (round == 10)
                made = 0;

            var items = new PooledObject[InFlight];
            for (var i = 0; i < InFlight; i++)
                items[i] = store.TryTake() ?? Make();

            OnAnotherThread(() => Assert.All(items, item => Assert.True(store.TryPut(item))));
        }

        // The other thread is a new one each time; what it keeps to itself goes with it.
        Assert.InRange(made, 0, 190 * ThreadBound);

        PooledObject Make()
        {
            made++;
            return new YieldSource();
        }
    }

    [Fact]
    public void BetweenTwoLastingThreads_NothingIsMadeAnew()
    {
        const int InFlight = 1_000;
        var store = new PoolStore(isCollectible: false);
        using var there = new System.Collections.Concurrent.BlockingCollection<PooledObject[]>();
        using var done = new SemaphoreSlim(0);
        var thread = new Thread(() =>
        {
            foreach (var items in there.GetConsumingEnumerable())
            {
                Array.ForEach(items, item => store.TryPut(item));
                done.Release();
            }
        });
        thread.Start();
        var made = 0;
        for (var round = 0; round < 200; round++)
        {
            made = round < 10 ? 0 : made;
            var items = new PooledObject[InFlight];
            for (var i = 0; i < InFlight; i++)
                items[i] = store.TryTake() ?? Make();

            there.Add(items);
            done.Wait();
        }

        there.CompleteAdding();
        thread.Join();
        Assert.Equal(0, made);

        PooledObject Make()
        {
            made++;
            return new YieldSource();
        }
    }

    [Fact]
    public void ManyThreads_NothingIsHandedOutTwice()
    {
        const int Threads = 4;
        var store = new PoolStore(isCollectible: false);
        var inUse = new System.Collections.Concurrent.ConcurrentDictionary<PooledObject, bool>(
            ReferenceEqualityComparer.Instance as IEqualityComparer<PooledObject>);
        var errors = 0;
        var threads = Enumerable.Range(0, Threads).Select(seed => new Thread(() =>
        {
            var random = new Random(seed);
            var mine = new Stack<PooledObject>();
            for (var step = 0; step < 100_000; step++)
            {
                // In runs longer than a chain, so that chains change hands.
                if ((step / 100 + seed) % 2 == 0 || random.Next(4) == 0)
                {
                    var item = store.TryTake() ?? new YieldSource();
                    errors += inUse.TryAdd(item, true) ? 0 : 1;
                    mine.Push(item);
                }
                else if (mine.TryPop(out var item))
                {
                    errors += inUse.TryRemove(item, out _) ? 0 : 1;
                    store.TryPut(item);
                }
            }
        })).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Equal(0, errors);
    }

    [Fact]
    public void TypesThatCanBeUnloaded_AreKeptByNoThread()
    {
        var store = new PoolStore(isCollectible: true);
        var item = new YieldSource();
        Assert.True(store.TryPut(item));

        PooledObject? taken = null;
        OnAnotherThread(() => taken = store.TryTake());

        Assert.Same(item, taken);
        Assert.Null(store.TryTake());
    }

    private static PooledObject[] MakeMany(int count) => [.. Enumerable.Range(0, count).Select(static _ => new YieldSource())];

    private static List<PooledObject> TakeAll(PoolStore store)
    {
        var taken = new List<PooledObject>();
        while (store.TryTake() is { } item)
            taken.Add(item);

        return taken;
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
