using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P7: one child for each of 10,000 items, 16 at a time, results in the items' order.</summary>
internal static partial class P07_Each
{
    /// <summary>A tenth of the items, the children bare: by the difference one sees what an item more allocates.</summary>
    public const string BareFew = Contender.OursBare + ", 1,000 items";

    private const int Items = 10_000;
    private const int Few = 1_000;
    private const int AtOnce = 16;

    public static Scenario Scenario { get; } = new("P7", "each of 10,000 items, 16 at a time, yield once", [
        new(Contender.Ours, static setting => new Ours(setting), Items),
        new(Contender.OursBare, static setting => new OursBare(setting, Items), Items),
        new(BareFew, static setting => new OursBare(setting, Few), Few),
        new(Contender.ForEachAsync, static setting => new ForEachDoubled(setting, Items, AtOnce), Items),
        new(Contender.Semaphore, static setting => new SemaphoreDoubled(setting, Items, AtOnce), Items),
        new(Contender.Dataflow, static setting => new DataflowDoubled(setting, Items, AtOnce), Items),
    ]);

    private sealed partial class Ours(Setting setting) : IContender
    {
        private readonly int[] _items = [.. Enumerable.Range(0, Items)];

        public ValueTask RunAsync(CancellationToken caller) => new(DoubleAllAsync(_items, setting.Limit, caller));

        [Nursery(MaxConcurrency = AtOnce)]
        private partial Task<int[]> DoubleAllAsync(
            [Each(nameof(DoubleAsync))] int[] items, [Timeout] TimeSpan limit, CancellationToken cancellationToken);

        [Child]
        private ValueTask<int> DoubleAsync(int item, CancellationToken cancellationToken) =>
            ItemWork.DoubleLaterPooledAsync(setting, item, cancellationToken);
    }

    /// <summary>Without results and without state machines: what is allocated is the engine's.</summary>
    private sealed partial class OursBare(Setting setting, int count) : IContender
    {
        private readonly int[] _items = [.. Enumerable.Range(0, count)];

        public ValueTask RunAsync(CancellationToken caller) => VisitAllAsync(_items, setting.Limit, caller);

        [Nursery(MaxConcurrency = AtOnce)]
        private partial ValueTask VisitAllAsync(
            [Each(nameof(VisitAsync))] int[] items, [Timeout] TimeSpan limit, CancellationToken cancellationToken);

        [Child]
        private ValueTask VisitAsync(int item, CancellationToken cancellationToken) =>
            YieldsBare.RunAsync(setting, item, cancellationToken);
    }
}
