using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P4: three children that complete at once, on the starter's stack: what a nursery costs where the thread pool has no part in
/// it.</summary>
internal static partial class P04_ThreeInline
{
    private const int Children = 3;

    public static Scenario Scenario { get; } = new("P4", "3 children, synchronous, inline", [
        new(Contender.Ours, static setting => new Ours(setting), Children),
        new(Contender.HandInline, static setting => new HandInline<Synchronous>(setting, Children), Children),
    ]);

    private sealed partial class Ours(Setting setting) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => WorkAsync(setting.Limit, caller);

        [Nursery(Start = ChildStart.Inline)]
        private partial ValueTask WorkAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken);

        private static ValueTask WorkAsync(WorkNursery nursery)
        {
            nursery.StartStep(0);
            nursery.StartStep(1);
            nursery.StartStep(2);
            return default;
        }

        [Child]
        private ValueTask StepAsync(WorkNursery nursery, int index) => Synchronous.RunAsync(setting, index, setting.TokenOf(nursery));
    }
}
