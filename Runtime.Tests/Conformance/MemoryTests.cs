namespace NurseryGen.Tests.Conformance;

/// <summary>C83, S37: a nursery of any age holds memory for its living children only.</summary>
[Collection(Alone.Name)]
public sealed class MemoryTests
{
    private const int Children = 1_000_000;
    private const int WarmedUp = Children / 10;

    /// <summary>
    /// A byte a child. The least that could be kept for each is a reference, of eight; the queues of the thread pool, which grow with how
    /// far starting runs ahead of running, are a tenth of this.
    /// </summary>
    private const long Budget = Children;

    [Fact]
    public async Task C83_S37_AMillionChildren_LiveMemoryFlat()
    {
        const int Batch = 1_000;
        var ended = 0;
        long before = 0, after = 0;

        await Nursery.RunAsync(async nursery =>
        {
            // As many at once as there will ever be: the pool has its size.
            var gate = new Gate();
            for (var i = 0; i < Batch; i++)
                HandChild<Queued>.StartTask(nursery, _ => gate.Opened);

            gate.Open();
            await nursery.JoinAsync();
            for (var started = 0; started < Children; started += Batch)
            {
                for (var i = 0; i < Batch; i++)
                {
                    HandChild<Queued>.Start(nursery, _ =>
                    {
                        Interlocked.Increment(ref ended);
                        return default;
                    });
                }

                await nursery.JoinAsync();
                if (started == WarmedUp)
                    before = GC.GetTotalMemory(forceFullCollection: true);
            }

            after = GC.GetTotalMemory(forceFullCollection: true);
        });

        Assert.Equal(Children, ended);
        Assert.InRange(after - before, long.MinValue, Budget);
    }

    [Fact]
    public async Task C83_S32_S37_AMillionItems_LiveMemoryFlat()
    {
        var ended = 0;
        long before = 0, after = 0;

        await Each.VoidAsync<Queued, int>(new NurseryInfo("Each") { MaxConcurrency = 8 }, Items(), (_, _) =>
        {
            Interlocked.Increment(ref ended);
            return default;
        });

        Assert.Equal(Children, ended);
        Assert.InRange(after - before, long.MinValue, Budget);

        IEnumerable<int> Items()
        {
            for (var i = 0; i < Children; i++)
            {
                if (i == WarmedUp)
                    before = GC.GetTotalMemory(forceFullCollection: true);

                yield return i;
            }

            after = GC.GetTotalMemory(forceFullCollection: true);
        }
    }
}
