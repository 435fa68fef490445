using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>When a helper takes over: what it has seen of the owner, look by look.</summary>
public sealed class HeadwayTests
{
    [Fact]
    public void SomethingWaits_AndNotAStep_Stuck()
    {
        var headway = new Headway(20, waits: true);
        Assert.False(headway.IsMade(20));
        Assert.True(headway.IsStuck(waits: true));
    }

    [Fact]
    public void SomethingWaits_ButTheOwnerMakesSteps_NotStuck()
    {
        var headway = new Headway(20, waits: true);
        Assert.True(headway.IsMade(21));
        Assert.True(headway.IsMade(40));
    }

    /// <summary>It has only just come: the owner was busy, but kept nobody waiting.</summary>
    [Fact]
    public void NothingHasWaited_NotStuck_UntilWhatCameHasWaitedToo()
    {
        var headway = new Headway(20, waits: false);
        Assert.False(headway.IsMade(20));
        Assert.False(headway.IsStuck(waits: true));
        Assert.False(headway.IsMade(20));
        Assert.True(headway.IsStuck(waits: true));
    }

    /// <summary>After steps it isn't known since when something waits.</summary>
    [Fact]
    public void StepsAndThenNone_StuckAfterOneLookMore()
    {
        var headway = new Headway(20, waits: true);
        Assert.True(headway.IsMade(21));
        Assert.False(headway.IsMade(21));
        Assert.False(headway.IsStuck(waits: true));
        Assert.False(headway.IsMade(21));
        Assert.True(headway.IsStuck(waits: true));
    }

    /// <summary>Another helper has taken it.</summary>
    [Fact]
    public void NothingWaitsAnyMore_NotStuck()
    {
        var headway = new Headway(20, waits: true);
        Assert.False(headway.IsMade(20));
        Assert.False(headway.IsStuck(waits: false));
        Assert.False(headway.IsStuck(waits: true));
    }
}
