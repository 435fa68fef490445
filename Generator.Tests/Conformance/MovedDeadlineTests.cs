using NurseryGen.Generator.Tests.Support;
using Xunit;
using static NurseryGen.Generator.Tests.Conformance.Signals;

namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>C46: a deadline that is moved while the nursery is open.</summary>
public sealed class MovedDeadlineTests
{
    private const int Limit = TimedStage.Limit;

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task C46_Earlier()
    {
        var run = RunAsync(nursery => nursery.Deadline = _clock.GetUtcNow().AddMilliseconds(Limit / 2));
        _clock.Advance(Limit / 2 - 1);
        Assert.False(run.IsCompleted);
        _clock.Advance(1);
        await Assert.ThrowsAsync<NurseryTimeoutException>(() => run.Guarded());
    }

    [Fact]
    public async Task C46_Later()
    {
        var run = RunAsync(nursery => nursery.CancelAfter(TimeSpan.FromMilliseconds(3 * Limit)));
        _clock.Advance(3 * Limit - 1);
        Assert.False(run.IsCompleted);
        _clock.Advance(1);
        await Assert.ThrowsAsync<NurseryTimeoutException>(() => run.Guarded());
    }

    [Fact]
    public async Task C46_IntoThePast_AtOnce() =>
        await Assert.ThrowsAsync<NurseryTimeoutException>(
            () => RunAsync(nursery => nursery.Deadline = _clock.GetUtcNow().AddDays(-1)).Guarded());

    [Fact]
    public async Task C46_Never()
    {
        var gate = new Gate();
        var run = new TimedStage(_clock).FailAfterAsync(async nursery =>
        {
            Assert.Equal(_clock.GetUtcNow().AddMilliseconds(Limit), nursery.Deadline);
            nursery.Deadline = null;
            await gate.Opened.WaitAsync(nursery.Token);
            return 2;
        });
        _clock.Advance(TimeSpan.FromDays(100));
        gate.Open();
        Assert.Equal(2, await run.Guarded());
    }

    private Task<int> RunAsync(Action<TimedStage.FailAfterNursery> move) => new TimedStage(_clock).FailAfterAsync(async nursery =>
    {
        move(nursery);
        await ForeverAsync(nursery.Token);
        return 1;
    });
}
