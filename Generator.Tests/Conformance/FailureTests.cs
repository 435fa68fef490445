using Xunit;
using static NurseryGen.Generator.Tests.Conformance.Signals;

namespace NurseryGen.Generator.Tests.Conformance;

/// <summary>Failures of bodies and children of generated nurseries.</summary>
public sealed class FailureTests
{
    private readonly Stage _stage = new();
    private readonly InvalidOperationException _first = new("first");
    private readonly ArgumentException _second = new("second");

    [Fact]
    public async Task C01_BodyThrows_ThatInstance_StackIntact()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _stage.RunAsync(_ => ThrowAsync(_first)).Guarded());
        Assert.Same(_first, error);
        Assert.Contains(nameof(ThrowAsync), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C01_BodyThrowsBeforeItsFirstAwait_TheTaskFails()
    {
        var run = _stage.RunAsync(_ => throw _first);
        Assert.Same(_first, await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded()));
    }

    [Fact]
    public async Task C02_ChildThrows_ThatInstance_BodyCancelled()
    {
        CancellationToken token = default;
        var run = _stage.RunAsync(async nursery =>
        {
            token = nursery.Token;
            nursery.StartWork(_ => ThrowAsync(_first));
            await ForeverAsync(token);
        });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded());
        Assert.Same(_first, error);
        Assert.Contains(nameof(ThrowAsync), error.StackTrace, StringComparison.Ordinal);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task C03_BodyAndChildThrow_GroupInOrderOfOccurrence()
    {
        var started = new Gate();
        var run = _stage.RunAsync(async nursery =>
        {
            nursery.StartWork(token => ThrowOnCancelAsync(_second, token, started));
            await started.Opened;
            throw _first;
        });
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => run.Guarded());
        Assert.Equal([_first, _second], group.InnerExceptions);
        Assert.Equal([null, "Stage.WorkAsync"], group.Failures.Select(failure => failure.Child?.Name));
    }

    [Fact]
    public async Task C04_TwoChildrenThrow_GroupOfTwo()
    {
        var started = new Gate();
        var run = _stage.RunAsync(nursery =>
        {
            nursery.StartWork(token => ThrowOnCancelAsync(_second, token, started));
            nursery.StartAtOnce(async _ =>
            {
                await started.Opened;
                throw _first;
            });
            return Task.CompletedTask;
        });
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => run.Guarded());
        Assert.Equal([_first, _second], group.InnerExceptions);
        Assert.Equal(["Stage.AtOnceAsync", "Stage.WorkAsync"], group.Failures.Select(failure => failure.Child?.Name));
    }

    [Fact]
    public async Task C05_ChildThrows_BodysAwaitSeesCancellation()
    {
        OperationCanceledException? seen = null;
        CancellationToken token = default;
        var run = _stage.RunAsync(async nursery =>
        {
            token = nursery.Token;
            nursery.StartWork(_ => ThrowAsync(_first));
            seen = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ForeverAsync(token));
        });
        Assert.Same(_first, await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded()));
        Assert.Equal(token, seen!.CancellationToken);
    }

    [Fact]
    public async Task C06_ChildThrows_SiblingsCleanupFinishesBeforeExit()
    {
        var cleaning = new Gate();
        var finish = new Gate();
        var cleaned = false;
        var run = _stage.RunAsync(nursery =>
        {
            // Inline: it is inside its try before the other starts.
            nursery.StartAtOnce(async token =>
            {
                try
                {
                    await ForeverAsync(token);
                }
                finally
                {
                    cleaning.Open();
                    await finish.Opened;
                    cleaned = true;
                }
            });
            nursery.StartWork(_ => ThrowAsync(_first));
            return Task.CompletedTask;
        });
        await cleaning.Opened.Guarded();
        Assert.False(run.IsCompleted);
        finish.Open();
        Assert.Same(_first, await Assert.ThrowsAsync<InvalidOperationException>(() => run.Guarded()));
        Assert.True(cleaned);
    }

    [Fact]
    public async Task C07_SiblingThrowsInCleanup_InTheGroupToo()
    {
        var run = _stage.RunAsync(nursery =>
        {
            nursery.StartAtOnce(async token =>
            {
                try
                {
                    await ForeverAsync(token);
                }
                finally
                {
                    await ThrowAsync(_second);
                }
            });
            nursery.StartWork(_ => ThrowAsync(_first));
            return Task.CompletedTask;
        });
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => run.Guarded());
        Assert.Equal([_first, _second], group.InnerExceptions);
    }

    [Fact]
    public async Task C12_ErrorsGroup_OneFailure_GroupOfOne()
    {
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => _stage.GroupAsync(_ => ThrowAsync(_first)).Guarded());
        Assert.Equal([_first], group.InnerExceptions);
        Assert.StartsWith("Stage.GroupAsync", group.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C12_ErrorsGroup_TwoFailures_SameShape()
    {
        var run = _stage.GroupAsync(nursery =>
        {
            nursery.StartAtOnce(token => ThrowOnCancelAsync(_second, token));
            return ThrowAsync(_first);
        });
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => run.Guarded());
        Assert.Equal([_first, _second], group.InnerExceptions);
    }

    [Fact]
    public async Task C19_ChildThrowsBeforeItsFirstAwait_StartDoesNotThrow()
    {
        var started = 0;
        var run = _stage.RunAsync(async nursery =>
        {
            var inline = nursery.StartAtOnce(_ => throw _first);
            started++;
            Assert.True(inline.IsCompleted);
            Assert.Same(_first, await Assert.ThrowsAsync<InvalidOperationException>(() => inline.AsTask()));
            nursery.StartWork(_ => throw _second);
            started++;
        });
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => run.Guarded());
        Assert.Equal([_first, _second], group.InnerExceptions);
        Assert.Equal(2, started);
    }

    [Fact]
    public async Task C20_ForeignCancellation_IsAFailure_ThrownAsItself()
    {
        using var foreign = new CancellationTokenSource();
        foreign.Cancel();
        var error = new OperationCanceledException("a client's own time-out", foreign.Token);
        var run = _stage.RunAsync(async nursery =>
        {
            nursery.StartWork(_ => ThrowAsync(error));
            await ForeverAsync(nursery.Token);
        });
        Assert.Same(error, await Assert.ThrowsAsync<OperationCanceledException>(() => run.Guarded()));
    }

    [Fact]
    public async Task Races_AThousandTimes()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var tests = new FailureTests();
            await tests.C02_ChildThrows_ThatInstance_BodyCancelled();
            await tests.C03_BodyAndChildThrow_GroupInOrderOfOccurrence();
            await tests.C04_TwoChildrenThrow_GroupOfTwo();
            await tests.C06_ChildThrows_SiblingsCleanupFinishesBeforeExit();
            await tests.C07_SiblingThrowsInCleanup_InTheGroupToo();
        }
    }

    private static async Task ThrowAsync(Exception error)
    {
        await Task.Yield();
        throw error;
    }

    private static async Task ThrowOnCancelAsync(Exception error, CancellationToken cancellationToken, Gate? started = null)
    {
        started?.Open();
        try
        {
            await ForeverAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw error;
        }
    }
}
