using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>When a helper takes over: what it has seen of the owner, twice.</summary>
public sealed class ProgressTests
{
    [Fact]
    public void TheSameWaits_AndNotAStep_Stuck() => Assert.True(new Progress(7, 20).IsStuckSince(new Progress(7, 20)));

    [Fact]
    public void TheSameWaits_ButTheOwnerTakesYoungerOnes_NotStuck() => Assert.False(new Progress(7, 21).IsStuckSince(new Progress(7, 20)));

    [Fact]
    public void AnotherOneWaits_NotStuck() => Assert.False(new Progress(8, 20).IsStuckSince(new Progress(7, 20)));

    /// <summary>It has only just come: the owner was busy, but kept nobody waiting.</summary>
    [Fact]
    public void NothingHasWaited_NotStuck()
    {
        Assert.False(new Progress(7, 20).IsStuckSince(new Progress(null, 20)));
        Assert.False(new Progress(null, 20).IsStuckSince(new Progress(null, 20)));
        Assert.False(new Progress(null, 20).IsStuckSince(new Progress(7, 20)));
    }
}
