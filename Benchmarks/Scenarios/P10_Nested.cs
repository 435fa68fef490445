using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P10: a hundred nurseries, each but the first the child of another.</summary>
internal static partial class P10_Nested
{
    /// <summary>A tenth as deep: by the difference one sees what a level more costs.</summary>
    public const string Shallow = Contender.Ours + ", 10 levels";

    private const int Levels = 100;
    private const int Few = 10;

    public static Scenario Scenario { get; } = new("P10", "100 nested nurseries", [
        new(Contender.Ours, static setting => Create(setting, Levels), Levels),
        new(Shallow, static setting => Create(setting, Few), Few),
        new(Contender.Hand, static setting => new ByHand(setting, Levels), Levels),
    ]);

    /// <summary>Ours, so deep.</summary>
    public static IContender Create(Setting setting, int levels) => new Ours(setting, levels);

    /// <summary>By hand, so deep.</summary>
    public static IContender CreateByHand(Setting setting, int levels) => new ByHand(setting, levels);

    private sealed partial class Ours(Setting setting, int depth) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => NestAsync(depth, setting.Limit, caller);

        [Nursery]
        private partial ValueTask NestAsync(int levels, [Timeout] TimeSpan limit, CancellationToken cancellationToken);

        private static ValueTask NestAsync(NestNursery nursery, int levels)
        {
            nursery.StartInner(levels - 1);
            return default;
        }

        [Child]
        private ValueTask InnerAsync(int levels, CancellationToken cancellationToken) => levels == 0
            ? Synchronous.RunAsync(setting, 0, cancellationToken)
            : NestAsync(levels, setting.Limit, cancellationToken);
    }

    private sealed class ByHand(Setting setting, int depth) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => new(NestAsync(depth, caller));

        private async Task NestAsync(int levels, CancellationToken caller)
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
            source.CancelAfter(setting.Limit);
            var all = Task.WhenAll(Task.Run(() => InnerAsync(levels - 1, source), CancellationToken.None));
            try
            {
                await all.ConfigureAwait(false);
            }
            catch
            {
                HandOutcome.Throw(all, setting.Limit, caller);
            }
        }

        private async Task InnerAsync(int levels, CancellationTokenSource source)
        {
            try
            {
                await (levels == 0
                    ? Synchronous.RunAsync(setting, 0, source.Token)
                    : new ValueTask(NestAsync(levels, source.Token))).ConfigureAwait(false);
            }
            catch
            {
                source.Cancel();
                throw;
            }
        }
    }
}
