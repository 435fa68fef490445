using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P6: a thousand children that yield once, each queued.</summary>
internal static partial class P06_ThousandYielding
{
    private const int Children = 1_000;

    public static Scenario Scenario { get; } = new("P6", "1,000 children, yield once, queued", [
        new(Contender.Ours, static setting => new Ours<YieldsOncePooled>(setting), Children),
        new(Contender.OursDotNetBuilder, static setting => new Ours<YieldsOnce>(setting), Children),
        new(Contender.OursBare, static setting => new Ours<YieldsBare>(setting), Children),
        new(Contender.Hand, static setting => new Hand<YieldsOnce>(setting, Children), Children),
        new(Contender.ForEachAsync, static setting => new ForEachAsync<YieldsOnce>(setting, Children, Children), Children),
        new(Contender.Floor, static setting => new Floor<YieldsOnce>(setting, Children), Children),
    ]);

    private sealed partial class Ours<TChild>(Setting setting) : IContender
        where TChild : struct, IChildWork
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
        private ValueTask StepAsync(int index, CancellationToken cancellationToken) => TChild.RunAsync(setting, index, cancellationToken);
    }
}
