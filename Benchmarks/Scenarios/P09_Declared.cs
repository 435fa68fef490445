using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P9: a declared nursery puts three results into a tuple.</summary>
internal static partial class P09_Declared
{
    private const int Children = 3;

    public static Scenario Scenario { get; } = new("P9", "declared, 3 results into a tuple, Task<T> entry", [
        new(Contender.Ours, static setting => new Ours(setting), Children),
        new(Contender.Hand, static setting => new ByHand(setting), Children),
    ]);

    private sealed partial class Ours(Setting setting) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => new(LoadAsync(setting.Limit, caller));

        [Nursery(nameof(FirstAsync), nameof(SecondAsync), nameof(ThirdAsync))]
        private partial Task<(int First, int Second, int Third)> LoadAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken);

        [Child]
        private ValueTask<int> FirstAsync(Nursery nursery) => ItemWork.DoubleAsync(setting, 0, setting.TokenOf(nursery));

        [Child]
        private ValueTask<int> SecondAsync(Nursery nursery) => ItemWork.DoubleAsync(setting, 1, setting.TokenOf(nursery));

        [Child]
        private ValueTask<int> ThirdAsync(Nursery nursery) => ItemWork.DoubleAsync(setting, 2, setting.TokenOf(nursery));
    }

    private sealed class ByHand(Setting setting) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => new(LoadAsync(caller));

        private async Task<(int First, int Second, int Third)> LoadAsync(CancellationToken caller)
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
            source.CancelAfter(setting.Limit);
            var first = Task.Run(() => RunChildAsync(0, source), CancellationToken.None);
            var second = Task.Run(() => RunChildAsync(1, source), CancellationToken.None);
            var third = Task.Run(() => RunChildAsync(2, source), CancellationToken.None);
            var all = Task.WhenAll(first, second, third);
            try
            {
                await all.ConfigureAwait(false);
            }
            catch
            {
                HandOutcome.Throw(all, setting.Limit, caller);
            }

            return (await first.ConfigureAwait(false), await second.ConfigureAwait(false), await third.ConfigureAwait(false));
        }

        private async Task<int> RunChildAsync(int index, CancellationTokenSource source)
        {
            try
            {
                return await ItemWork.DoubleAsync(setting, index, source.Token).ConfigureAwait(false);
            }
            catch
            {
                source.Cancel();
                throw;
            }
        }
    }
}
