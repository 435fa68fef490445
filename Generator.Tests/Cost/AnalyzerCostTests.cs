using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace NurseryGen.Generator.Tests.Cost;

/// <summary>Keeps the measurement going; the times are for docs/performance.md, and are never asserted.</summary>
/// <remarks>
/// <c>ANALYZER_COST_FILES=500 dotnet test Generator.Tests -c Release --filter AnalyzerCost --logger "console;verbosity=detailed"</c>
/// </remarks>
public sealed class AnalyzerCostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task AnOrdinaryProject_HasNoFindings()
    {
        var setting = Environment.GetEnvironmentVariable("ANALYZER_COST_FILES");
        var files = setting is null ? 4 : int.Parse(setting, CultureInfo.InvariantCulture);
        var report = await AnalyzerCost.MeasureAsync(files, rounds: setting is null ? 1 : 5);
        output.WriteLine(report.ToString());
        Assert.Empty(report.Findings);
    }
}
