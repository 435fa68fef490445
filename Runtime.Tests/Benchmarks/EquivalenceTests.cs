using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Tests.Benchmarks;

/// <summary>Those that are measured against each other do the same work.</summary>
/// <remarks>Whatever happens, all children have ended, no failure is lost, and the caller is told the same.</remarks>
public sealed class EquivalenceTests
{
    /// <summary>Contenders of one scenario that have as many children as the generated one, which is among them.</summary>
    public static TheoryData<string, string> All => Pairs(static (_, _) => true);

    /// <summary>Without the floor, which knows neither tokens nor errors.</summary>
    public static TheoryData<string, string> Complete => Pairs(static (_, contender) => contender.IsComplete);

    /// <summary>Where more than one child does the work: in P1 the body alone does, in P10 the innermost child.</summary>
    public static TheoryData<string, string> Several =>
        Pairs(static (scenario, contender) => contender.IsComplete && scenario.Id is not ("P1" or "P10"));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Success(string scenario, string contender)
    {
        var ending = await EndingAsync(scenario, contender, Mishap.None);
        Assert.Equal("completes, 0 children left", ending.What);
        Assert.Equal(await EndingAsync(scenario, Contender.Ours, Mishap.None), ending);
        Assert.True(ending.Children > 0);
    }

    [Theory]
    [MemberData(nameof(Complete))]
    public Task Failure(string scenario, string contender) => EndsAsync(scenario, contender, Mishap.Failure, "failure 0");

    [Theory]
    [MemberData(nameof(Several))]
    public Task TwoFailures_NoneIsLost(string scenario, string contender) =>
        EndsAsync(scenario, contender, Mishap.TwoFailures, "several: failure 0, failure 1");

    [Theory]
    [MemberData(nameof(Complete))]
    public Task TimeOut(string scenario, string contender) => EndsAsync(scenario, contender, Mishap.TimeOut, "timed out");

    [Theory]
    [MemberData(nameof(Complete))]
    public Task CallerCancels(string scenario, string contender) =>
        EndsAsync(scenario, contender, Mishap.CallerCancels, "cancelled by the caller");

    private static async Task EndsAsync(string scenario, string contender, Mishap mishap, string what) =>
        Assert.Equal($"{what}, 0 children left", (await EndingAsync(scenario, contender, mishap)).What);

    private static Task<Ending> EndingAsync(string scenario, string contender, Mishap mishap) =>
        Ending.OfAsync(AllScenarios.Find(scenario)[contender], mishap);

    /// <remarks>What is called R1 50 µs is R1 with another script, and a test brings its own.</remarks>
    private static TheoryData<string, string> Pairs(Func<Scenario, Contender, bool> belongs)
    {
        var pairs = new TheoryData<string, string>();
        var scenarios = AllScenarios.List.Concat(AllScenarios.Long).Where(scenario => scenario.HasBaseline);
        foreach (var scenario in scenarios.DistinctBy(scenario => scenario.Id.Split(' ')[0]))
        {
            var ours = scenario[Contender.Ours];
            foreach (var contender in scenario.Contenders.Where(contender => contender.Units == ours.Units && belongs(scenario, contender)))
                pairs.Add(scenario.Id, contender.Name);
        }

        return pairs;
    }
}
