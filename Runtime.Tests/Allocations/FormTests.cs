namespace NurseryGen.Tests.Allocations;

/// <summary>S37–S39: what the forms cost in the steady state, in bytes a nursery, over all threads.</summary>
[Collection(Alone.Name)]
public sealed class FormTests
{
    private static readonly NurseryInfo s_info = new("Measured");
    private static readonly NurseryInfo s_limited = new("Measured") { MaxConcurrency = 4 };

    [Fact]
    public async Task Declared_AsAValueTask_NoBytes()
    {
        Assert.InRange(await MeasureAsync(() => HandDeclared<int, int>.RunAsync(s_info, static _ => new(1), static _ => new(2))), 0, 8);
    }

    [Fact]
    public async Task Declared_AsATask_OnlyTheTask()
    {
        // The task that wraps a value task: its fields, the result, the source.
        Assert.InRange(
            await MeasureAsync(() => new ValueTask(HandDeclared<int, int>.RunAsync(s_info, static _ => new(1), static _ => new(2)).AsTask())), 0, 128);
    }

    [Fact]
    public async Task Each_TheResultsAndTheEnumerator_WhateverTheLength()
    {
        var few = Enumerable.Range(0, 10).ToArray();
        var many = Enumerable.Range(0, 200).ToArray();
        var ofFew = await MeasureAsync(() => Each.RunAsync(s_limited, few, static (item, _) => new ValueTask<int>(item)));
        var ofMany = await MeasureAsync(() => Each.RunAsync(s_limited, many, static (item, _) => new ValueTask<int>(item)));

        Assert.InRange(ofFew, 0, 200);
        var arrays = (many.Length - few.Length) * sizeof(int);
        Assert.InRange(ofMany - ofFew, arrays - 8, arrays + 100);
    }

    [Fact]
    public async Task Limits_NoBytes()
    {
        var limited = await MeasureAsync(() => Entry.RunAsync(s_limited, static nursery =>
        {
            for (var i = 0; i < 10; i++)
            {
                HandChild<Queued>.Start(nursery, static _ => default);
            }

            return default;
        }));
        Assert.InRange(limited, 0, 8);
    }

    private static Task<double> MeasureAsync(Func<ValueTask> run) => MeasureAsync(async rounds =>
    {
        for (var i = 0; i < rounds; i++)
        {
            await run().ConfigureAwait(false);
        }
    });

    private static Task<double> MeasureAsync<T>(Func<ValueTask<T>> run) => MeasureAsync(async rounds =>
    {
        for (var i = 0; i < rounds; i++)
        {
            await run().ConfigureAwait(false);
        }
    });

    /// <summary>The best of several: what else runs in the process only adds.</summary>
    private static async Task<double> MeasureAsync(Func<int, Task> run)
    {
        const int Rounds = 2_000;
        var best = double.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await run(Rounds / 4);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await run(Rounds);
            best = Math.Min(best, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Rounds);
        }

        return best;
    }
}
