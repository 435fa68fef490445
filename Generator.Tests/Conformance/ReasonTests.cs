using NurseryGen.Generator.Tests.Support;
using Xunit;
using static NurseryGen.Generator.Tests.Conformance.Signals;

namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>C56: why a nursery was cancelled, as its body sees it; the first reason is kept.</summary>
public sealed class ReasonTests
{
    [Fact]
    public async Task C56_Explicit_ItsText_AndTheFirstIsKept()
    {
        var reason = await ReasonAsync(nursery =>
        {
            nursery.Cancel("first");
            nursery.Cancel("second");
        });
        Assert.Equal((CancelReasonKind.Explicit, "first"), (reason.Kind, reason.Text));
    }

    [Fact]
    public async Task C56_Caller()
    {
        using var caller = new CancellationTokenSource();
        CancelReason? reason = null;
        var run = new Stage().RunAsync(
            async nursery =>
            {
                Assert.Null(nursery.Reason);
                caller.Cancel();
                nursery.Cancel("too late");
                reason = nursery.Reason;
                await ForeverAsync(nursery.Token);
            },
            caller.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Guarded());
        Assert.Equal(CancelReasonKind.Caller, reason!.Kind);
    }

    [Fact]
    public async Task C56_Failure_NamesTheChildAndItsPlace()
    {
        CancelReason? reason = null;
        var run = new Stage().RunAsync(async nursery =>
        {
            nursery.StartWork(_ => throw new InvalidOperationException("broken"));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ForeverAsync(nursery.Token));
            nursery.Cancel("too late");
            reason = nursery.Reason;
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded());
        Assert.Equal((CancelReasonKind.Failure, "broken"), (reason!.Kind, reason.Text));
        Assert.Equal("Stage.WorkAsync", reason.Child!.Name);
        Assert.Equal("Stage.cs", reason.Child.File);
        var source = File.ReadAllLines(Path.Combine(Folders.Project, "Conformance", "Stage.cs"));
        Assert.Contains("Task WorkAsync(", source[reason.Child.Line - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task C56_Deadline()
    {
        var clock = new ManualTimeProvider();
        CancelReason? reason = null;
        var run = new TimedStage(clock).VoidAsync(async nursery =>
        {
            clock.Advance(TimedStage.Limit);
            nursery.Cancel("too late");
            reason = nursery.Reason;
            await ForeverAsync(nursery.Token);
        });
        await Assert.ThrowsAsync<NurseryTimeoutException>(() => run.Guarded());
        Assert.Equal(CancelReasonKind.Deadline, reason!.Kind);
    }

    private static async Task<CancelReason> ReasonAsync(Action<Stage.RunNursery> cancel)
    {
        CancelReason? reason = null;
        await new Stage().RunAsync(nursery =>
        {
            cancel(nursery);
            reason = nursery.Reason;
            return Task.CompletedTask;
        }).Guarded();
        return reason!;
    }
}
