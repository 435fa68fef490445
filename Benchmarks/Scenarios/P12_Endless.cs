using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P12: ten million short children in one nursery, a thousand at a time: an old nursery is as fast and as small as a young
/// one.</summary>
internal static partial class P12_Endless
{
    /// <summary>A thousand children, a nursery for them alone.</summary>
    public const string Young = "P5's nursery";

    /// <summary>By how much the live memory grows from the second million to the last.</summary>
    public const string Growth = "growth of live memory, bytes";

    /// <summary>In the old nursery.</summary>
    public const int Children = 10_000_000;

    /// <summary>At a time in the old nursery, and in the young one altogether.</summary>
    public const int Batch = 1_000;

    public static Scenario Scenario { get; } = new("P12", "10,000,000 short children in one nursery", [
        new(Contender.Ours, static setting => new Ours(setting), Children),
        new(Young, P05_ThousandSynchronous.Scenario[Contender.Ours].Create, Batch),
    ])
    {
        Measure = Measure,
    };

    private static void Measure(Scenario scenario, Figures figures)
    {
        // A run takes half a second or more: fewer and longer slices than elsewhere.
        var plan = new Plan(Rounds: 7, Slice: TimeSpan.FromSeconds(1), WarmUp: TimeSpan.FromSeconds(1), BytePasses: 1);
        figures.Add(scenario.Id, Interleaved.Measure(scenario.Contenders, plan));

        var watched = new Ours(Setting.Measured) { Watches = true };
        using var repeat = new Repeat(watched, CancellationToken.None);
        repeat.Run(1);
        figures.AddCount(scenario.Id, Growth, watched.LiveBytes.Skip(1).Max() - watched.LiveBytes[1]);
    }

    private sealed partial class Ours(Setting setting) : IContender
    {
        /// <summary>Whether to note the live memory after each million.</summary>
        public bool Watches { get; init; }

        public List<long> LiveBytes { get; } = new(Children / 1_000_000);

        public ValueTask RunAsync(CancellationToken caller) => WorkAsync(caller);

        // An hour: on a slow machine ten million take longer than the others' five seconds.
        [Nursery, Timeout(3_600_000)]
        private partial ValueTask WorkAsync(CancellationToken cancellationToken);

        private async ValueTask WorkAsync(WorkNursery nursery)
        {
            for (var started = 0; started < Children;)
            {
                for (var i = 0; i < Batch; i++)
                    nursery.StartStep(started++);

                await nursery.JoinAsync().ConfigureAwait(false);
                if (Watches && started % 1_000_000 == 0)
                    LiveBytes.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        [Child]
        private ValueTask StepAsync(int index, CancellationToken cancellationToken) =>
            Synchronous.RunAsync(setting, index, cancellationToken);
    }
}
