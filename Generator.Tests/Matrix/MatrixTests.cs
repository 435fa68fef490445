using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Matrix;

/// <summary>
/// Each policy × form × result × Task or ValueTask × generic × nested: compiled together, warnings as errors, and run one by one.
/// </summary>
public sealed class MatrixTests(MatrixTests.Program program) : IClassFixture<MatrixTests.Program>
{
    public static TheoryData<string> Names => [.. MatrixCase.All.Select(@case => @case.Name)];

    [Fact]
    public async Task CompilesWithoutAWarning()
    {
        var diagnostics = await Analyzers.AllAsync(program.Run.Loud);
        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Id != "CS1591"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Runs(string name)
    {
        var scenario = program.Assembly.GetType($"Matrix.{name}.Scenario")!.GetMethod(
            "RunAsync", BindingFlags.Public | BindingFlags.Static)!;
        var result = await ((Task<string>)scenario.Invoke(null, null)!).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(MatrixCase.All.Single(@case => @case.Name == name).Expected, result);
    }

    /// <summary>All cases as one assembly: one compilation is quicker than two hundred.</summary>
    public sealed class Program : IDisposable
    {
        private readonly AssemblyLoadContext _context = new("matrix", isCollectible: true);

        public Program()
        {
            var trees = MatrixCase.All.Select(@case => TestCompilation.Parse("using NurseryGen;\n" + @case.Source, @case.Name + ".cs"));
            Run = GeneratorRun.Of(TestCompilation.Of(trees));
            using var image = new MemoryStream();
            var options = Run.Output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default);
            var result = Run.Output.WithOptions(options).Emit(image);
            Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
            image.Position = 0;
            Assembly = _context.LoadFromStream(image);
        }

        internal GeneratorRun Run { get; }

        internal Assembly Assembly { get; }

        public void Dispose() => _context.Unload();
    }
}
