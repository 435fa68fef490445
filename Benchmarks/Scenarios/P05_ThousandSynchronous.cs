using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P5: a thousand children that complete at once, each queued: what one more child costs.</summary>
internal static partial class P05_ThousandSynchronous
{
    private const int Children = 1_000;

    public static Scenario Scenario { get; } = new("P5", "1,000 children, synchronous, queued", [
        new(Contender.Ours, static setting => new Ours(setting), Children),
        new(Contender.Hand, static setting => new Hand<Synchronous>(setting, Children), Children),
        new(Contender.ForEachAsync, static setting => new ForEachAsync<Synchronous>(setting, Children, Children), Children),
        new(Contender.Floor, static setting => new Floor<Synchronous>(setting, Children), Children),
    ]);

    private sealed partial class Ours(Setting setting) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => WorkAsync(setting.Limit, caller);

        [Nursery]
        private partial ValueTask WorkAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken);

        private static ValueTask WorkAsync(WorkNursery nursery)
        {
            for (var index = 0; index < Children; index++)
                nursery.StartStep(index);

            return default;
        }

        [Child]
        private ValueTask StepAsync(int index, CancellationToken cancellationToken) =>
            Synchronous.RunAsync(setting, index, cancellationToken);
    }
}
