using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Cost;

/// <summary>Measures what the package's analyzers add to the time that a project takes to compile.</summary>
/// <remarks>
/// Processor time of the whole process, since analyzers run on all cores and the machine may have other things to do; the least of several
/// rounds that take turns, since whatever disturbs makes it more. An analyzer of operations has the compiler bind each method once more,
/// whatever it looks for. The analyzers that come with the SDK do that in every project, so what ours add to a project is the difference
/// to one that looks at nothing.
/// </remarks>
public static class AnalyzerCost
{
    /// <summary>Compiles the project of so many files, without analyzers, with one that looks at nothing, and with ours.</summary>
    public static async Task<AnalyzerCostReport> MeasureAsync(int files, int rounds)
    {
        var project = CostProject.Of(files);
        ImmutableArray<DiagnosticAnalyzer> idle = [new IdleAnalyzer()];
        var all = idle.AddRange(Analyzers.All);

        // Twice for the just-in-time compiler, and to see that all is well.
        await CompileAsync(project, all);
        var findings = await CompileAsync(project, all);

        List<double> none = [], nothing = [], ours = [];
        for (var round = 0; round < rounds; round++)
        {
            none.Add(await TimeAsync(project, []));
            nothing.Add(await TimeAsync(project, idle));
            ours.Add(await TimeAsync(project, all));
        }

        return new AnalyzerCostReport(files, rounds, none.Min(), nothing.Min(), ours.Min(), await SpentAsync(project, all), findings);
    }

    /// <summary>The time spent in our code, as the compiler's own report of analyzers has it.</summary>
    private static async Task<double> SpentAsync(Compilation project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var result = await project.Clone().WithAnalyzers(analyzers, options).GetAnalysisResultAsync(CancellationToken.None);
        return Analyzers.All.Sum(analyzer =>
            result.AnalyzerTelemetryInfo.TryGetValue(analyzer, out var telemetry) ? telemetry.ExecutionTime.TotalMilliseconds : 0);
    }

    private static async Task<double> TimeAsync(Compilation project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await CompileAsync(project, analyzers);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }

    /// <summary>A build of the project as if for the first time; the findings.</summary>
    private static async Task<ImmutableArray<Diagnostic>> CompileAsync(Compilation project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = project.Clone();
        ImmutableArray<Diagnostic> findings = [];
        if (!analyzers.IsEmpty)
        {
            var options = new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
            var with = compilation.WithAnalyzers(analyzers, options);
            findings = await with.GetAnalyzerDiagnosticsAsync();
        }

        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? findings : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}

/// <summary>Processor times in milliseconds.</summary>
/// <param name="Files">How many files were compiled.</param>
/// <param name="Rounds">How often, each.</param>
/// <param name="WithoutAnalyzers">The compiler alone.</param>
/// <param name="WithAnIdleOne">With one analyzer of operations that looks at nothing.</param>
/// <param name="WithOurs">With that one and ours.</param>
/// <param name="Spent">What of that was spent in ours alone, by the clock and one after the other.</param>
/// <param name="Findings">What ours found.</param>
public sealed record AnalyzerCostReport(
    int Files,
    int Rounds,
    double WithoutAnalyzers,
    double WithAnIdleOne,
    double WithOurs,
    double Spent,
    ImmutableArray<Diagnostic> Findings)
{
    /// <summary>What ours add to a project that has analyzers already, as all have.</summary>
    public double Added => (WithOurs - WithAnIdleOne) / WithAnIdleOne;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Files} files, least of {Rounds}: {WithoutAnalyzers:F0} ms without analyzers, {WithAnIdleOne:F0} ms with an idle one, "
        + $"{WithOurs:F0} ms with ours: {Added:P1} more; {Spent:F0} ms in ours alone");
}
