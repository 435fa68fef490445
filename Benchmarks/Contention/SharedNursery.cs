using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Contention;

/// <summary>One nursery, into which threads of their own start children: where they begin is never where they end.</summary>
/// <param name="starters">How many threads.</param>
/// <param name="children">How many children, of all threads together.</param>
/// <param name="burst">How many a thread starts before it waits for them to end.</param>
internal sealed partial class SharedNursery(int starters, int children, int burst) : IContender
{
    public ValueTask RunAsync(CancellationToken caller) => ShareAsync(caller);

    [Nursery, Timeout(3_600_000)]
    private partial ValueTask ShareAsync(CancellationToken cancellationToken);

    private async ValueTask ShareAsync(ShareNursery nursery)
    {
        var ends = Enumerable.Range(0, starters)
            .Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();

        // Threads of their own are what is measured. The nursery doesn't know of them; the body waits until they have ended.
#pragma warning disable NUR104
        foreach (var end in ends)
            new Thread(() => StartAll(nursery, end)) { IsBackground = true }.Start();
#pragma warning restore NUR104

        await Task.WhenAll(ends.Select(end => end.Task)).ConfigureAwait(false);
    }

    private void StartAll(ShareNursery nursery, TaskCompletionSource end)
    {
        using var ended = new CountdownEvent(1);
        for (var left = children / starters; left > 0; left -= burst)
        {
            var count = Math.Min(burst, left);
            ended.Reset(count);
            for (var i = 0; i < count; i++)
                nursery.StartStep(ended);

#pragma warning disable NUR202 // To take the token costs, and that is measured elsewhere.
            ended.Wait();
#pragma warning restore NUR202
        }

        end.SetResult();
    }

    [Child]
    private static ValueTask StepAsync(CountdownEvent ended, CancellationToken cancellationToken)
    {
        ended.Signal();
        return default;
    }
}
