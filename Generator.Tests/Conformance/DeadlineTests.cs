using NurseryGen.Generator.Tests.Support;
using Xunit;
using static NurseryGen.Generator.Tests.Conformance.Signals;

namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>Deadlines of generated nurseries, children and scopes, on a manual clock.</summary>
public sealed class DeadlineTests
{
    private const int Limit = TimedStage.Limit;

    private readonly ManualTimeProvider _clock = new();
    private readonly TimedStage _stage;

    public DeadlineTests() => _stage = new TimedStage(_clock);

    [Fact]
    public async Task C41_CallerAndOwnDeadline_CallerWins()
    {
        using var caller = new CancellationTokenSource();
        var gate = new Gate();
        var run = _stage.FailAfterAsync(
            async nursery =>
            {
                await gate.Opened;
                nursery.Token.ThrowIfCancellationRequested();
                return 1;
            },
            caller.Token);
        _clock.Advance(Limit);
        caller.Cancel();
        gate.Open();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Guarded());
        Assert.Equal(caller.Token, error.CancellationToken);
    }

    [Fact]
    public async Task C43_C47_LateButNobodyNoticed_TheValue()
    {
        var gate = new Gate();
        var run = _stage.FailAfterAsync(async nursery =>
        {
            await gate.Opened;
            Assert.True(nursery.Token.IsCancellationRequested);
            return 5;
        });
        _clock.Advance(Limit);
        gate.Open();
        Assert.Equal(5, await run.Guarded());
    }

    [Fact]
    public async Task C43_Scope_LateButNobodyNoticed_NothingCaught()
    {
        var gate = new Gate();
        CancelScope? kept = null;
        var run = _stage.ScopeAsync(async scope =>
        {
            kept = scope;
            await gate.Opened;
            return 5;
        });
        _clock.Advance(Limit);
        gate.Open();
        Assert.Equal(5, await run.Guarded());
        Assert.True(kept!.IsCancellationRequested);
        Assert.False(kept.CanceledCaught);
    }

    [Fact]
    public async Task C44_ChildsOwnTimeout_FailsItAlone()
    {
        var error = await RunLimitedAsync(Limit, finishes: false);
        Assert.Equal("TimedStage.LimitedAsync", Assert.IsType<NurseryTimeoutException>(error).Name);
    }

    [Fact]
    public async Task C47_InTime_TheValue()
    {
        var gate = new Gate();
        var run = _stage.FailAfterAsync(async _ =>
        {
            await gate.Opened;
            return 7;
        });
        _clock.Advance(Limit - 1);
        gate.Open();
        Assert.Equal(7, await run.Guarded());
    }

    [Fact]
    public async Task C47_Late_TimeoutNamesNurseryAndTime()
    {
        var run = _stage.FailAfterAsync(Never);
        _clock.Advance(Limit - 1);
        Assert.False(run.IsCompleted);
        _clock.Advance(1);
        var error = await Assert.ThrowsAsync<NurseryTimeoutException>(() => run.Guarded());
        Assert.Equal("TimedStage.FailAfterAsync", error.Name);
        Assert.Equal(TimeSpan.FromMilliseconds(Limit), error.Timeout);
    }

    [Fact]
    public async Task C47_Scope_Late_Timeout()
    {
        var run = _stage.ScopeAsync(async scope =>
        {
            await ForeverAsync(scope.Token);
            return 1;
        });
        _clock.Advance(Limit);
        Assert.Equal("TimedStage.ScopeAsync", (await Assert.ThrowsAsync<NurseryTimeoutException>(() => run.Guarded())).Name);
    }

    [Fact]
    public async Task C48_MoveOn_FallbackOrDefault()
    {
        var withFallback = _stage.FallBackAsync(NeverAsync, 9);
        var withDefault = _stage.MoveOnAsync(NeverAsync);
        _clock.Advance(Limit);
        Assert.Equal(9, await withFallback.Guarded());
        Assert.Equal(0, await withDefault.Guarded());

        static async Task<int> NeverAsync(CancellationToken cancellationToken)
        {
            await ForeverAsync(cancellationToken);
            return 1;
        }
    }

    [Fact]
    public async Task C48_MoveOn_InTime_TheBodysOwn()
    {
        Assert.Equal(3, await _stage.FallBackAsync(_ => Task.FromResult(3), 9).Guarded());
        Assert.Equal(4, await _stage.MoveOnAsync(_ => Task.FromResult(4)).Guarded());
    }

    [Fact]
    public async Task C48_Child_FallsBack()
    {
        var result = 0;
        var running = new Gate();
        var run = _stage.OpenAsync(async nursery => result = await nursery.StartFallingBack(
            token =>
            {
                running.Open();
                return ForeverAsync(token);
            },
            8));
        await running.Opened.Guarded();
        _clock.Advance(Limit);
        await run.Guarded();
        Assert.Equal(8, result);
    }

    [Fact]
    public async Task C49_TimeoutAndFailureInCleanup_TheFailure()
    {
        var failure = new InvalidOperationException("cleanup");
        var run = _stage.FailAfterAsync(async nursery =>
        {
            try
            {
                await ForeverAsync(nursery.Token);
                return 1;
            }
            catch (OperationCanceledException)
            {
                throw failure;
            }
        });
        _clock.Advance(Limit);
        Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded()));
    }

    [Fact]
    public async Task C50_ExplicitCancel_ThenTimeout_IsNoTimeout()
    {
        var gate = new Gate();
        var run = _stage.VoidAsync(async nursery =>
        {
            nursery.Cancel("enough");
            await gate.Opened;
            Assert.Equal("enough", nursery.Reason?.Text);
            await ForeverAsync(nursery.Token);
        });
        _clock.Advance(2 * Limit);
        gate.Open();
        await run.Guarded();
    }

    [Fact]
    public async Task C52_TheClockStarts_AtEntry()
    {
        // Time that passed since construction doesn't count.
        _clock.Advance(10 * Limit);
        var run = _stage.FailAfterAsync(Never);
        _clock.Advance(Limit - 1);
        Assert.False(run.IsCompleted);
        _clock.Advance(1);
        await Assert.ThrowsAsync<NurseryTimeoutException>(() => run.Guarded());
    }

    [Fact]
    public async Task C52_AChildsClockStarts_WhenItRuns()
    {
        Assert.Null(await RunLimitedAsync(Limit - 1, finishes: true));
        Assert.IsType<NurseryTimeoutException>(await RunLimitedAsync(Limit, finishes: false));
    }

    /// <summary>A nursery that has been open for long, and a child that has run for the given time; what it ended with.</summary>
    private async Task<Exception?> RunLimitedAsync(int milliseconds, bool finishes)
    {
        var start = new Gate();
        var running = new Gate();
        var finish = new Gate();
        var run = _stage.OpenAsync(async nursery =>
        {
            await start.Opened;
            nursery.StartLimited(async token =>
            {
                running.Open();
                await finish.Opened.WaitAsync(token);
            });
        });
        _clock.Advance(10 * Limit);
        start.Open();
        await running.Opened.Guarded();
        _clock.Advance(milliseconds);
        if (finishes)
            finish.Open();

        return await Record.ExceptionAsync(() => run.Guarded());
    }

    private static async Task<int> Never(TimedStage.FailAfterNursery nursery)
    {
        await ForeverAsync(nursery.Token);
        return 1;
    }
}
