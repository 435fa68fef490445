using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P8: a thousand children wait on their token, and one fails. Timed from the throw to the exit; the bytes are the whole
/// run's.</summary>
internal static partial class P08_CancelStorm
{
    private const int Children = 1_000;

    public static Scenario Scenario { get; } =
        Of(Children) with { Id = "P8", Work = "1,000 children wait on the token, one fails: throw to exit" };

    /// <summary>The same with so many children.</summary>
    public static Scenario Of(int children) => new("Storm", $"{children:#,0} children wait on the token, one fails", [
        Contends(Contender.Ours, children, setting => new Ours(setting, children)),
        Contends(Contender.Hand, children, setting => new Hand<Synchronous>(setting, children)),
        Contends(Contender.ForEachAsync, children, setting => new ForEachAsync<Synchronous>(setting, children, children)),
    ]);

    private static Contender Contends(string name, int children, Func<Setting, IContender> create) =>
        new(name, setting => StormTimer.Wrap(setting, children, create), children);

    private sealed partial class Ours(Setting setting, int children) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => WaitAsync(children, setting.Limit, caller);

        [Nursery]
        private partial ValueTask WaitAsync(int count, [Timeout] TimeSpan limit, CancellationToken cancellationToken);

        private static ValueTask WaitAsync(WaitNursery nursery, int count)
        {
            for (var index = 0; index < count; index++)
                nursery.StartStep(index);

            return default;
        }

        [Child]
        private ValueTask StepAsync(int index, CancellationToken cancellationToken) =>
            Synchronous.RunAsync(setting, index, cancellationToken);
    }
}
