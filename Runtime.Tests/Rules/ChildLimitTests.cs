using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S31, S5: the slots of a nursery, by themselves.</summary>
public sealed class ChildLimitTests
{
    private const int Limit = 3;

    private readonly object _gate = new();
    private ChildLimit _limit;

    [Fact]
    public void S31_WaitersGetSlots_InTheOrderInWhichTheyCame()
    {
        var holders = TakeAll();
        Waiter first = new(), second = new();
        Assert.False(_limit.TryTake(first, Limit, _gate));
        Assert.False(_limit.TryTake(second, Limit, _gate));

        Assert.Same(first, _limit.Release(Limit, _gate));
        Assert.True(first.HoldsSlot);
        Assert.Same(second, _limit.Release(Limit, _gate));
        for (var i = 0; i < Limit; i++)
            Assert.Null(_limit.Release(Limit, _gate));

        Assert.All(holders, holder => Assert.True(holder.HoldsSlot));
        TakeAll();
    }

    [Fact]
    public void S5_Lifted_EveryWaiterIsLetGo_AndNoneWaitsAnyMore()
    {
        TakeAll();
        Waiter first = new(), second = new();
        _limit.TryTake(first, Limit, _gate);
        _limit.TryTake(second, Limit, _gate);

        Assert.Same(first, _limit.Lift(_gate));
        Assert.Same(second, first.Next);
        Assert.False(first.HoldsSlot || second.HoldsSlot);
        var late = new Waiter();
        Assert.True(_limit.TryTake(late, Limit, _gate));
        Assert.False(late.HoldsSlot);
        Assert.Null(_limit.Release(Limit, _gate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void S30_OneWaiterIsTakenOut_TheOthersKeepTheirOrder(int index)
    {
        TakeAll();
        Waiter[] waiters = [new(), new(), new()];
        foreach (var waiter in waiters)
            _limit.TryTake(waiter, Limit, _gate);

        Assert.True(_limit.Remove(waiters[index], _gate));
        Assert.False(_limit.Remove(waiters[index], _gate));
        var late = new Waiter();
        Assert.False(_limit.TryTake(late, Limit, _gate));
        foreach (var waiter in waiters.Where((_, i) => i != index).Append(late))
            Assert.Same(waiter, _limit.Release(Limit, _gate));
    }

    private List<Waiter> TakeAll()
    {
        var holders = Enumerable.Range(0, Limit).Select(_ => new Waiter()).ToList();
        Assert.All(holders, holder => Assert.True(_limit.TryTake(holder, Limit, _gate)));
        return holders;
    }

    private sealed class Waiter : ISlotWaiter
    {
        private SlotPlace _place;

        public bool HoldsSlot => _place.HoldsSlot;

        public ISlotWaiter? Next => _place.Next;

        ref SlotPlace ISlotWaiter.Place => ref _place;

        public void OnSlot() => Assert.Fail("The limit sets nothing going by itself.");
    }
}
