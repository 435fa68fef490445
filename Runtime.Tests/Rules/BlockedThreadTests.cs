namespace NurseryGen.Tests.Rules;

/// <summary>S4: a child that is queued behind a thread that blocks runs, as a task of <see cref="Task.Run(Action)"/> would.</summary>
/// <remarks>
/// A thread of the pool takes what another has queued only where the shared queue is empty. Work that yields and never ends fills that,
/// unless the pool has a thread for each. So the test gives it as many, and runs alone.
/// </remarks>
[Collection(Alone.Name)]
public sealed class BlockedThreadTests
{
    private static readonly int s_yielding = 4 * Environment.ProcessorCount;

    /// <summary>All threads have work that yields and never ends, and one blocks: what waits on that one is still found.</summary>
    [Fact]
    public async Task S4_OneBlocks_WhileAllOthersYieldForEver_ItsChildrenRun()
    {
        ThreadPool.GetMinThreads(out var workers, out var completionPorts);
        Assert.True(ThreadPool.SetMinThreads(Math.Max(workers, s_yielding + 4), completionPorts));
        try
        {
            await Hang.Guard(Task.Run(() => Nursery.RunAsync(BlockAsync)), "children behind a thread that blocks");
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, completionPorts);
        }
    }

    private static async Task BlockAsync(Nursery nursery)
    {
        var stop = new Gate();
        for (var i = 0; i < s_yielding; i++)
        {
            HandChild<Queued>.Start(nursery, async token =>
            {
                while (!stop.IsOpen)
                    await Checkpoint.YieldAsync(token);
            });
        }

        for (var round = 0; round < 20; round++)
        {
            await Checkpoint.YieldAsync(default);
            using var ran = new CountdownEvent(2);
            for (var i = 0; i < 2; i++)
            {
                HandChild<Queued>.Start(nursery, async token =>
                {
                    await Checkpoint.YieldAsync(token);
                    ran.Signal();
                });
            }

            Wait(ran);
        }

        stop.Open();
    }

    private static void Wait(CountdownEvent countdown) =>
        Assert.True(countdown.Wait(Hang.Patience), "a child behind a thread that blocks never runs");
}
