namespace NurseryGen.Tests.Rules;

/// <summary>S35: a checkpoint is a cancel point and a schedule point.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public async Task S35_Yield_IsNeverCompleteAtOnce_UnlessCancelled()
    {
        var yield = Checkpoint.YieldAsync(CancellationToken.None);
        Assert.False(yield.IsCompleted);
        await yield;

        var cancelled = new CancellationToken(canceled: true);
        var error = await Hang.Cancels(Checkpoint.YieldAsync(cancelled).AsTask());
        Assert.Equal(cancelled, error.CancellationToken);
    }

    [Fact]
    public async Task S35_Yield_CancelledMeanwhile_Throws()
    {
        using var source = new CancellationTokenSource();
        var yield = Checkpoint.YieldAsync(source.Token);
        await source.CancelAsync();
        Assert.Equal(source.Token, (await Hang.Cancels(yield.AsTask())).CancellationToken);
    }

    [Fact]
    public async Task S35_Yield_LetsOthersRun()
    {
        var stopped = false;
        await Hang.Guard(Nursery.RunAsync(nursery =>
        {
            // As many busy children as the pool has threads, and more: they must let the last one in.
            for (var i = 0; i < Environment.ProcessorCount * 2; i++)
            {
                nursery.Start(async token =>
                {
                    while (!Volatile.Read(ref stopped))
                        await Checkpoint.YieldAsync(token);
                });
            }

            nursery.Start(_ =>
            {
                Volatile.Write(ref stopped, true);
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        }));
        Assert.True(stopped);
    }

    [Fact]
    public async Task S35_ABusyChild_IsCancelledAtItsCheckpoint()
    {
        var spins = 0L;
        var run = Nursery.RunAsync(async nursery =>
        {
            var spinning = new Gate();
            nursery.Start(async token =>
            {
                while (true)
                {
                    spins++;
                    spinning.Open();
                    await Checkpoint.YieldAsync(token);
                }
            });
            await spinning;
            nursery.Cancel();
        });
        await Hang.Guard(run);
        Assert.True(spins > 0);
    }
}
