using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P2: three children that complete at once, each queued: what a child costs to start and to end.</summary>
internal static partial class P02_ThreeSynchronous
{
    private const int Children = 3;

    public static Scenario Scenario { get; } = new("P2", "3 children, synchronous, queued", [
        new(Contender.Ours, static setting => new Ours(setting), Children),
        new(Contender.Hand, static setting => new Hand<Synchronous>(setting, Children), Children),
        new(Contender.Floor, static setting => new Floor<Synchronous>(setting, Children), Children),
    ]);

    private sealed partial class Ours(Setting setting) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => WorkAsync(setting.Limit, caller);

        [Nursery]
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
