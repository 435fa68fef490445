using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P3: three children that yield once, each queued: what it costs to wait for a child.</summary>
internal static partial class P03_ThreeYielding
{
    private const int Children = 3;

    public static Scenario Scenario { get; } = new("P3", "3 children, yield once, queued", [
        new(Contender.Ours, static setting => new Ours<YieldsOncePooled>(setting), Children),
        new(Contender.OursDotNetBuilder, static setting => new Ours<YieldsOnce>(setting), Children),
        new(Contender.OursBare, static setting => new Ours<YieldsBare>(setting), Children),
        new(Contender.Hand, static setting => new Hand<YieldsOnce>(setting, Children), Children),
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
            nursery.StartStep(0);
            nursery.StartStep(1);
            nursery.StartStep(2);
            return default;
        }

        [Child]
        private ValueTask StepAsync(WorkNursery nursery, int index) => TChild.RunAsync(setting, index, setting.TokenOf(nursery));
    }
}
