using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S31: slots go to those who wait in order, whether or not the pump is among them.</summary>
public sealed class ChildLimitTests
{
    private const int Slots = 2;
    private readonly object _gate = new();
    private readonly Waiter _pump = new();
    private readonly Waiter _first = new();
    private readonly Waiter _second = new();
    private ChildLimit _limit;

    [Fact]
    public void S31_ThePumpAlone_IsHandedOneSlotAfterTheOther()
    {
        Assert.True(_limit.TryTakeForPump(_pump, Slots, _gate));
        Assert.True(_limit.TryTakeForPump(_pump, Slots, _gate));
        for (var i = 0; i < 3; i++)
        {
            Assert.False(_limit.TryTakeForPump(_pump, Slots, _gate));
            Assert.Same(_pump, Release());
        }

        Assert.Null(Release());
        Assert.Null(Release());
        Assert.True(_limit.TryTake(_first, Slots, _gate));
        Assert.True(_limit.TryTake(_second, Slots, _gate));
        Assert.False(_limit.TryTakeForPump(_pump, Slots, _gate));
    }

    [Fact]
    public void S31_ThePumpCameFirst_IsServedFirst()
    {
        TakeAll();
        Assert.False(_limit.TryTakeForPump(_pump, Slots, _gate));
        Assert.False(_limit.TryTake(_first, Slots, _gate));
        Assert.False(_limit.TryTake(_second, Slots, _gate));
        Assert.Same(_pump, Release());
        Assert.Same(_first, Release());
        Assert.False(_limit.TryTakeForPump(_pump, Slots, _gate));
        Assert.Same(_second, Release());
        Assert.Same(_pump, Release());
        AssertAllTaken();
    }

    [Fact]
    public void S31_ThePumpCameLast_IsServedLast()
    {
        TakeAll();
        Assert.False(_limit.TryTake(_first, Slots, _gate));
        Assert.False(_limit.TryTakeForPump(_pump, Slots, _gate));
        Assert.Same(_first, Release());
        Assert.Same(_pump, Release());
        AssertAllTaken();
    }

    private void TakeAll()
    {
        for (var i = 0; i < Slots; i++)
        {
            Assert.True(_limit.TryTake(new Waiter(), Slots, _gate));
        }
    }

    private SlotWaiter? Release() => _limit.Release(Slots, _gate);

    /// <summary>As many are taken as there are: no fewer can be given back, and none is free.</summary>
    private void AssertAllTaken()
    {
        var waiter = new Waiter();
        Assert.False(_limit.TryTake(waiter, Slots, _gate));
        Assert.Same(waiter, Release());
        for (var i = 0; i < Slots; i++)
        {
            Assert.Null(Release());
        }

        TakeAll();
    }

    private sealed class Waiter : SlotWaiter
    {
        internal override void OnSlot(bool mayGoOnHere) => Assert.Fail("The limit tells nobody by itself.");
    }
}
