using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Cost;

/// <summary>A project as they are: services that await, code that doesn't, a nursery in every other file. No rule has a finding.</summary>
internal static class CostProject
{
    /// <summary>The project with what the generator makes of it, as a release build compiles it.</summary>
    public static Compilation Of(int files)
    {
        var trees = Enumerable.Range(0, files).Select(number => TestCompilation.Parse(CostSources.Of(number), $"File{number}.cs"));
        var sources = TestCompilation.Of(trees);
        return GeneratorRun.Of(sources.WithOptions(sources.Options
            .WithGeneralDiagnosticOption(ReportDiagnostic.Default)
            .WithOptimizationLevel(OptimizationLevel.Release))).Output;
    }
}
