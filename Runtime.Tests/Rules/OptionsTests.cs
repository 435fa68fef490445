namespace NurseryGen.Tests.Rules;

/// <summary><see cref="NurseryOptions"/>: a value that can be kept, copied and used often.</summary>
public sealed class OptionsTests
{
    [Fact]
    public async Task S11_OptionsCopiedAfterUse_AreTheCopysOwn()
    {
        var used = new NurseryOptions { Name = "First" };
        await Hang.Guard(Nursery.RunAsync(_ => Task.CompletedTask, used));

        var copy = used with { Name = "Second", Errors = NurseryErrors.Group };
        var group = await Hang.Throws<ExceptionGroup>(Nursery.RunAsync(_ => throw new Boom(), copy));
        Assert.StartsWith("Second: 1 failure", group.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S18_OptionsCopiedAfterUse_MoveOn()
    {
        var used = new NurseryOptions { Timeout = TimeSpan.Zero, TimeProvider = new ManualTimeProvider() };
        await Hang.Throws<NurseryTimeoutException>(Nursery.RunAsync(nursery => nursery.Token.UntilCancelled(), used));
        await Hang.Guard(Nursery.RunAsync(nursery => nursery.Token.UntilCancelled(), used with { MoveOn = true }));
    }

    [Fact]
    public async Task S39_UsingOptions_ChangesNothingOfTheirValue()
    {
        var used = new NurseryOptions { Name = "Same", MoveOn = true };
        await Hang.Guard(Nursery.RunAsync(_ => Task.CompletedTask, used));

        Assert.Equal(new NurseryOptions { Name = "Same", MoveOn = true }, used);
        Assert.Equal(new NurseryOptions { Name = "Same", MoveOn = true }.GetHashCode(), used.GetHashCode());
        Assert.NotEqual(used, used with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.NotEqual(used, used with { Name = "Other" });
        Assert.NotEqual(used, used with { Errors = NurseryErrors.Group });
    }
}
