using NurseryGen.Benchmarks.Goals;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Tests.Benchmarks;

/// <summary>Both sides of a scenario of real work run each of its children once, and hear of each before it starts.</summary>
public sealed class RealWorkTests
{
    public static TheoryData<string, int> Counts => new()
    {
        { "R1 0.1 µs", 1_000 },
        { R01_Sizes.Three, 3 },
        { "R2", 100 },
        { "R3", 5_000 },
        { "R4", 500 },
        { "R4 longest wait", 500 },
        { "R5", 8 * 5_000 },
        { "R6", 64 * 100 * 3 },
        { "R6 2 µs", 64 * 100 * 3 },
        { "R8 median wait", 8_000 },
        { "R8 item", 100_000 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task BothSides_RunAllChildren(string scenario, int children)
    {
        foreach (var contender in AllScenarios.Find(scenario).Contenders)
        {
            var tally = new Tally();
            await Hang.Guard(
                contender.Create(new Setting(TimeSpan.FromHours(1), tally)).RunAsync(CancellationToken.None).AsTask(), contender.Name);
            Assert.Equal((contender.Name, children, children), (contender.Name, tally.Announced, tally.Ran));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(1, 4)]
    public async Task Waits_AreThoseOfTheChildren_EachFromItsStart(double part, int milliseconds)
    {
        var clock = new ManualTimeProvider();
        var waits = new Waits(new Tally(), children: 4, clock: clock);
        foreach (var child in new[] { 2, 0, 3, 1 })
        {
            waits.OnStarting(child);
            clock.Advance(TimeSpan.FromMilliseconds(child + 1));
            await waits.ChildAsync(child, CancellationToken.None);
        }

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), waits.Quantile(part));
    }

    [Fact]
    public void EveryScenarioOfRealWork_HasAGoal() => Assert.All(
        AllScenarios.List.Concat(AllScenarios.Long).Where(static scenario => scenario.Id[0] == 'R'),
        static scenario => Assert.NotEmpty(AllGoals.Of(scenario.Id)));

    private sealed class Tally : Script
    {
        private int _announced;
        private int _ran;

        public int Announced => _announced;

        public int Ran => _ran;

        public override void OnStarting(int index) => Interlocked.Increment(ref _announced);

        public override ValueTask ChildAsync(int index, CancellationToken token)
        {
            Interlocked.Increment(ref _ran);
            return default;
        }
    }
}
