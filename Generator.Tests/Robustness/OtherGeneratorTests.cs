using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Robustness;

/// <summary>Constants and types that a second generator makes: sound to the compiler, and out of this generator's sight.</summary>
public sealed class OtherGeneratorTests
{
    private const string Made =
        """
        namespace Made
        {
            public static class Limits { public const int Max = 2; public const bool Yes = true; public const string Name = "v1"; }
            public sealed record OrderId(int Value);
        }
        """;

    private const string Body = "Task RunAsync(RunNursery n) => Task.CompletedTask;";

    /// <summary>Whatever isn't seen is an error of the generator's, in its place; nothing is taken as not written.</summary>
    [Theory]
    [InlineData($"[Nursery, Timeout([|Limits.Max|])] public partial Task RunAsync(); {Body}")]
    [InlineData($"[Nursery, Timeout([|(int)Limits.Max|])] public partial Task RunAsync(); {Body}")]
    [InlineData($"[Nursery, Timeout([|Limits.Max * 2|])] public partial Task RunAsync(); {Body}")]
    [InlineData($"[Nursery(MaxConcurrency = [|Limits.Max|])] public partial Task RunAsync(); {Body}")]
    [InlineData($"[Nursery] public partial Task RunAsync(); {Body} [Child(Shield = [|Limits.Yes|])] Task AAsync() => null!;")]
    [InlineData($"[Nursery] public partial Task RunAsync(); {Body} [Child] Task AAsync(int max = [|Limits.Max|]) => null!;")]
    [InlineData($"[Nursery] public partial Task RunAsync(); {Body} [Child] Task AAsync(long max = [|(long)Limits.Max|]) => null!;")]
    [InlineData($"[Nursery] public partial Task RunAsync(); {Body} [Child] Task AAsync(string name = [|Limits.Name|]) => null!;")]
    [InlineData("[Timeout([|Limits.Max|])] public partial Task RunAsync(); Task RunAsync(CancelScope s) => Task.CompletedTask;")]
    public void AConstant_IsAnError_WhereItStands(string marked)
    {
        var markup = Markup.Parse("using Made; using NurseryGen; partial class C { " + marked + " }");
        var errors = Errors(markup.Source, out _);
        Assert.Equal(
            markup.Marks.Select(mark => ("NUR018", mark.Span)), errors.Select(error => (error.Id, error.Location.SourceSpan)));
        Assert.All(errors, error => Assert.Equal(DiagnosticSeverity.Error, error.Severity));
    }

    /// <summary>What has a type of the other generator's in it works, or the build fails: no part that throws is left to run.</summary>
    [Theory]
    [InlineData("[Nursery] public partial Task<Made.OrderId> RunAsync(); Task<Made.OrderId> RunAsync(RunNursery n) => null!;")]
    [InlineData("[Nursery] public partial Task RunAsync(Made.OrderId id); Task RunAsync(RunNursery n, Made.OrderId id) => null!;")]
    [InlineData("[Nursery] public partial Task<OrderId> RunAsync(); Task<OrderId> RunAsync(RunNursery n) => null!;")]
    [InlineData("[Nursery] public partial Task<OrderId[]> RunAsync([Each(nameof(AAsync))] int[] all); [Child] Task<OrderId> AAsync(int i) => null!;")]
    [InlineData("[Nursery] public partial Task<(OrderId, int)> RunAsync(); [Child] Task<OrderId> AAsync() => null!; [Child] Task<int> BAsync() => null!;")]
    [InlineData("[Nursery] public partial Task RunAsync(); [Child] OrderId A() => null!; [Child] Task BAsync() => null!;")]
    [InlineData("[Nursery] public partial Task RunAsync(OrderId id); [Child] Task AAsync(OrderId id) => null!;")]
    [InlineData("[Timeout(5)] public partial Task<OrderId> RunAsync(); Task<OrderId> RunAsync(CancelScope s) => null!;")]
    public void AType_Works_OrIsAnError(string members)
    {
        var errors = Errors("using Made; using NurseryGen; partial class C { " + members + " }", out var output);
        var isStopped = errors.Any(error => error.Severity == DiagnosticSeverity.Error)
            || output.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(isStopped || IsWhole(output), string.Join("\n", output.SyntaxTrees));
    }

    private static bool IsWhole(Compilation output) => !output.SyntaxTrees.Any(tree =>
        tree.ToString().Contains("NotImplementedException", StringComparison.Ordinal))
        && output.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes())
            .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>()
            .Count(type => type.Identifier.ValueText.EndsWith("Child", StringComparison.Ordinal))
            >= output.SyntaxTrees.First().ToString().Split("[Child]").Length - 1;

    private static Diagnostic[] Errors(string source, out Compilation output)
    {
        var compilation = TestCompilation.Of(source);
        var driver = CSharpGeneratorDriver.Create(
                [new NurseryGenerator().AsSourceGenerator(), new Maker().AsSourceGenerator()], parseOptions: TestCompilation.Newest)
            .RunGeneratorsAndUpdateCompilation(
                compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)),
                out output,
                out var diagnostics);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        return [.. diagnostics];
    }

#pragma warning disable RS1036, RS1038, RS1042 // A test's generator, which no build loads.
    private sealed class Maker : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, static (output, _) => output.AddSource("Made.g.cs", Made));
    }
}
