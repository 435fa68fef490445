using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P1: a nursery is opened and closed again. What it costs to have one.</summary>
internal static partial class P01_EmptyNursery
{
    public static Scenario Scenario { get; } = new("P1", "an empty nursery", [
        new(Contender.Ours, static setting => new Ours(setting)),
        new(Contender.Hand, static setting => new ByHand(setting)),
    ]);

    private sealed partial class Ours(Setting setting) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => OpenAsync(setting.Limit, caller);

        [Nursery]
        private partial ValueTask OpenAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken);

        private ValueTask OpenAsync(OpenNursery nursery) =>
            setting.Script is { } script ? script.ChildAsync(0, nursery.Token) : default;
    }

    private sealed class ByHand(Setting setting) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => new(OpenAsync(caller));

        private async Task OpenAsync(CancellationToken caller)
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
            source.CancelAfter(setting.Limit);
            try
            {
                await Synchronous.RunAsync(setting, 0, source.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (source.IsCancellationRequested)
            {
                caller.ThrowIfCancellationRequested();
                throw new TimeoutException($"Not done in {setting.Limit}.");
            }
        }
    }
}
