using System.Threading.Channels;

namespace NurseryGen.Engine;

/// <summary>
/// An Each nursery whose results are read while it runs, in order of completion (S34). A finished child keeps its slot until its result is
/// read, so what runs and what waits to be read are together no more than <c>MaxConcurrency</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public static class StreamEntry
{
    /// <summary>Makes the stream; the nursery opens with each enumeration.</summary>
    public static IAsyncEnumerable<T> ReadAsync<T, TState>(
        NurseryInfo info,
        Func<NurseryScope, EachSink<T>, TState, ValueTask> pump,
        TState state,
        TimeProvider? clock,
        CancellationToken caller,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(pump);
        return new Stream<T>((enumeration, reader) =>
            IterateAsync(info, pump, state, clock, caller, timeout, name, enumeration, reader));
    }

    private static async IAsyncEnumerator<T> IterateAsync<T, TState>(
        NurseryInfo info,
        Func<NurseryScope, EachSink<T>, TState, ValueTask> pump,
        TState state,
        TimeProvider? clock,
        CancellationToken caller,
        TimeSpan? timeout,
        string? name,
        CancellationToken enumeration,
        StreamReader<T> reader)
    {
        using var both = caller.CanBeCanceled && enumeration.CanBeCanceled && caller != enumeration
            ? CancellationTokenSource.CreateLinkedTokenSource(caller, enumeration)
            : null;
        var token = both?.Token ?? (caller.CanBeCanceled ? caller : enumeration);
        var scope = NurseryScope.Open<VoidNurseryScope>(info, token, clock, timeout, name);
        var nursery = scope.Handle;
        var sink = new StreamSink<T>(scope);
        var exit = RunAsync(scope, pump, sink, state);
        try
        {
            while (await sink.Results.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (sink.TryRead(nursery, out var result))
                    yield return result;
            }
        }
        finally
        {
            // Nothing to cancel where the stream was read to its end.
            nursery.Cancel(CancelReason.Explicit("the stream was left early"));
            var dropping = await sink.DropUnreadAsync(nursery).ConfigureAwait(false);
            var failure = await exit.ConfigureAwait(false);
            if (failure is OperationCanceledException cancellation && both is not null && cancellation.CancellationToken == both.Token)
            {
                // S17: a cancellation carries the token that its owner knows, not the one that links the two.
                failure = new OperationCanceledException(
                    cancellation.Message, cancellation, caller.IsCancellationRequested ? caller : enumeration);
            }

            reader.EndError = dropping is null ? failure : Together(info, failure, dropping);
        }
    }

    /// <summary>Nothing is lost (S19): what failed in the nursery, and then what failed while unread results were disposed of. Failures
    /// outrank a cancellation.</summary>
    private static Exception Together(NurseryInfo info, Exception? failure, List<Exception> dropping)
    {
        if (failure is not (null or OperationCanceledException))
            dropping.Insert(0, failure);

        return dropping.Count == 1 && info.Errors != NurseryErrors.Group ? dropping[0] : new ExceptionGroup(info.Name, dropping);
    }

    /// <summary>Runs the nursery.</summary>
    /// <returns>What it threw, or null.</returns>
    private static async Task<Exception?> RunAsync<T, TState>(
        VoidNurseryScope scope, Func<NurseryScope, EachSink<T>, TState, ValueTask> pump, StreamSink<T> sink, TState state)
    {
        // The sequence may block until its reader goes on: it is never pulled on the reader's stack.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            scope.Run(pump(scope, sink, state));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        Task exit = scope.ExitTaskAsync();
        await exit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        sink.Complete();
        return exit.IsCompletedSuccessfully ? null : ValueTaskSources.ExceptionOf(exit);
    }
}

/// <summary>Results in order of completion, unread.</summary>
[StackTraceHidden]
internal sealed class StreamSink<T>(NurseryScope scope) : EachSink<T>
{
    private readonly Channel<T> _results = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<T> Results => _results.Reader;

    internal override bool KeepsSlot => true;

    /// <summary>Takes a result, and gives its child's slot back.</summary>
    public bool TryRead(ScopeHandle nursery, out T result)
    {
        if (!_results.Reader.TryRead(out result!))
            return false;

        // Unless the nursery has exited by now.
        if (nursery.TryEnter() is { } open)
        {
            using var use = new ScopeUse<NurseryScope>(open);
            open.ReleaseSlot()?.OnSlot();
        }

        return true;
    }

    public void Complete() => _results.Writer.Complete();

    /// <summary>Reads the rest after the reader has gone, until the nursery has exited. Unread results would keep their slots, and the pump
    /// would wait for ever.</summary>
    /// <returns>What failed after the nursery had exited; until then it is the nursery's.</returns>
    public async ValueTask<List<Exception>?> DropUnreadAsync(ScopeHandle nursery)
    {
        List<Exception>? failures = null;
        while (await _results.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (TryRead(nursery, out var result))
            {
                if (TryDisposeInside(nursery, result))
                    continue;

                try
                {
                    await Disposal.DisposeAsync(result).ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    (failures ??= []).Add(error);
                }
            }
        }

        return failures;
    }

    /// <summary>Disposes of a result as one more thing that the nursery waits for; false where that has exited.</summary>
    private static bool TryDisposeInside(in ScopeHandle nursery, T result)
    {
        if (nursery.TryEnter() is not { } open)
            return false;

        using var use = new ScopeUse<NurseryScope>(open);
        open.DisposeUnreachable(result);
        return true;
    }

    internal override void Succeed(int index, T result)
    {
        if (!_results.Writer.TryWrite(result))
            scope.DisposeUnreachable(result);
    }
}
