using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace NurseryGen.Tests.Stress;

/// <summary>All forms at once on all cores, against real time; everything is counted, nothing may be lost. S1, S2, S11, S15, S17 to S19,
/// S27 to S34, S38.</summary>
/// <remarks>Runs for five seconds; NURSERYGEN_STRESS_SECONDS sets another length, NURSERYGEN_STRESS_SEED repeats the choices of a
/// run.</remarks>
[Collection(Alone.Name)]
[Trait("Category", "Stress")]
public sealed class StressTests(ITestOutputHelper output)
{
    private const int DefaultSeconds = 5;

    [Fact]
    public async Task S1_S38_EverythingAtOnce_NothingLost()
    {
        var length = TimeSpan.FromSeconds(Number("NURSERYGEN_STRESS_SECONDS") ?? DefaultSeconds);
        var seed = Number("NURSERYGEN_STRESS_SEED") ?? Environment.TickCount;
        var counters = new Counters();
        var clock = Stopwatch.StartNew();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(worker => Task.Run(async () =>
            {
                var scenarios = new Scenarios(counters, new Random(seed + worker));
                while (clock.Elapsed < length)
                    await scenarios.RunOneAsync();
            })));
        }
        finally
        {
            output.WriteLine($"seed {seed}: {counters}");
        }

        Assert.Equal(counters.Started, counters.Ended);
        Assert.Equal(counters.Thrown, counters.Caught);
        Assert.Equal(counters.Made, counters.Kept + counters.Disposed);
        Assert.True(counters.Started > 10_000 * (long)length.TotalSeconds, "too little was done to mean anything");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
