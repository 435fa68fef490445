using System.Collections.Concurrent;

namespace NurseryGen.Benchmarks.Soak;

/// <summary>One nursery of a soak: a hundred children of all sorts, counted.</summary>
internal sealed class SoakNursery(Tally tally, int seed)
{
    private const int Children = 100;

    /// <summary>Failures that an awaiter was thrown, in a supervising nursery: the exit doesn't throw them again (S14).</summary>
    private readonly ConcurrentDictionary<Exception, bool> _handled = [];
    private readonly Random _random = new(seed);
    private readonly NurseryPolicy _policy = seed % 2 == 0 ? NurseryPolicy.Supervise : NurseryPolicy.FailFast;
    private int _started;
    private int _ended;
    private int _thrown;
    private bool _isWrong;

    private enum Sort
    {
        Failing,
        TimingOut,
        Cancelled,
        CancelledByTheCaller,
    }

    public async Task RunAsync()
    {
        using var caller = new CancellationTokenSource();
        var sort = (Sort)_random.Next(4);
        var options = new NurseryOptions
        {
            Policy = _policy,
            MaxConcurrency = _random.Next(2) == 0 ? 0 : _random.Next(1, 8),
            Timeout = sort == Sort.TimingOut ? TimeSpan.FromMilliseconds(_random.Next(3)) : Timeout.InfiniteTimeSpan,
        };
        var handles = new List<Child>();
        var caught = 0;
        try
        {
            await Nursery.RunAsync(nursery => BodyAsync(nursery, sort, caller, handles), options, caller.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            var leaves = error is ExceptionGroup group ? group.Flatten().InnerExceptions : [error];
            caught = leaves.OfType<SoakFailure>().Except(_handled.Keys).Count();
            var ends = leaves.Count(leaf => leaf is NurseryTimeoutException or OperationCanceledException);
            _isWrong |= leaves.OfType<SoakFailure>().Count() + ends != leaves.Count || ends > 1;
        }

        // S7: all handles are complete.
        _isWrong |= handles.Exists(handle => !handle.IsCompleted);
        tally.Add(_started, _ended, _thrown, caught + _handled.Count, _isWrong);
    }

    private async Task BodyAsync(Nursery nursery, Sort sort, CancellationTokenSource caller, List<Child> handles)
    {
        if (_random.Next(3) == 0)
            nursery.Token.Register(() => throw Failure());

        for (var i = 0; i < Children; i++)
        {
            handles.Add(Start(nursery, sort, i));
            if (_random.Next(40) == 0)
                await JoinAsync(nursery, sort).ConfigureAwait(false);
        }

        foreach (var handle in handles.Where((_, index) => index % 10 == 0))
            await AwaitAsync(handle).ConfigureAwait(false);

        _ = handles[^1].AsTask();
        switch (sort)
        {
            case Sort.Cancelled:
                nursery.Cancel();
                break;
            case Sort.CancelledByTheCaller:
                await caller.CancelAsync().ConfigureAwait(false);
                break;
        }
    }

    private static async Task JoinAsync(Nursery nursery, Sort sort)
    {
        try
        {
            await nursery.JoinAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (sort != Sort.CancelledByTheCaller)
        {
            // The nursery is cancelled; the body goes on all the same, and starts the rest.
        }
    }

    private async Task AwaitAsync(Child handle)
    {
        try
        {
            await handle.ConfigureAwait(false);
        }
        catch (SoakFailure failure)
        {
            if (_policy == NurseryPolicy.Supervise)
                _handled[failure] = true;
        }
        catch (OperationCanceledException)
        {
            // The child was cancelled.
        }
    }

    private Child Start(Nursery nursery, Sort sort, int number)
    {
        _started++;
        var kind = _random.Next(100);
        return nursery.Start(async token =>
        {
            try
            {
                switch (kind)
                {
                    case < 50:
                        break;
                    case < 75:
                        await Checkpoint.YieldAsync(token).ConfigureAwait(false);
                        break;
                    case < 76:
                        throw Failure();
                    case < 78:
                        await Task.Yield();
                        throw Failure();
                    case 78 when number % 4 == 0:
                        await TimeOutAsync(token).ConfigureAwait(false);
                        break;
                    case < 90 when sort == Sort.TimingOut:
                        await Task.Delay(Timeout.Infinite, token).ConfigureAwait(false);
                        break;
                    case 91 when sort == Sort.Cancelled && number > Children / 2:
                        nursery.Cancel("by a child");
                        break;
                    case 92 when sort != Sort.TimingOut:
                        await Task.Yield();
                        nursery.CancelAfter(TimeSpan.FromHours(1));
                        break;
                }
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        });
    }

    /// <summary>A deadline of the child's own.</summary>
    private async Task TimeOutAsync(CancellationToken token)
    {
        try
        {
            await CancelScope.FailAfterAsync(
                TimeSpan.FromMilliseconds(1), scope => Task.Delay(Timeout.Infinite, scope.Token), token).ConfigureAwait(false);
        }
        catch (NurseryTimeoutException)
        {
            throw Failure();
        }
    }

    private SoakFailure Failure()
    {
        Interlocked.Increment(ref _thrown);
        return new SoakFailure();
    }

    private sealed class SoakFailure : Exception;
}
