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
            public enum Kind { A, B }
            public struct Money { public int Value; }
            public class Box<T> { public T? Value; }
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

    /// <summary>The defaults of an assembly are those of all its nurseries, and wrong once.</summary>
    [Fact]
    public void AConstant_IsAnError_InTheDefaultsOfTheAssembly()
    {
        var markup = Markup.Parse(
            "using Made; using NurseryGen; [assembly: NurseryDefaults(Errors = [|(NurseryErrors)Limits.Max|])] partial class C { "
            + $$"""
                [Nursery] public partial Task RunAsync(); {{Body}} [Nursery] public partial Task TwoAsync(); Task TwoAsync(TwoNursery n) => null!; }
                """);
        var error = Assert.Single(Errors(markup.Source, out _));
        Assert.Equal(("NUR018", markup.Marks.Single().Span), (error.Id, error.Location.SourceSpan));
    }

    /// <summary>What has a type of the other generator's in it works, or the build fails: no part that throws is left to run.</summary>
    [Theory]
    [InlineData("[Nursery] public partial Task<Made.OrderId> RunAsync(); Task<Made.OrderId> RunAsync(RunNursery n) => null!;")]
    [InlineData("[Nursery] public partial Task RunAsync(Made.OrderId id); Task RunAsync(RunNursery n, Made.OrderId id) => null!;")]
    [InlineData("[Nursery] public partial Task<OrderId> RunAsync(); Task<OrderId> RunAsync(RunNursery n) => null!;")]
    [InlineData(
        """
        [Nursery] public partial Task<OrderId[]> RunAsync([Each(nameof(AAsync))] int[] all); [Child] Task<OrderId> AAsync(int i) => null!;
        """)]
    [InlineData(
        """
        [Nursery] public partial Task<(OrderId, int)> RunAsync(); [Child] Task<OrderId> AAsync() => null!; [Child] Task<int> BAsync() => null!;
        """)]
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

    /// <summary>A name that the user's own usings resolve is written with them.</summary>
    [Theory]
    [InlineData("using Made;",
        """
        [Nursery] public partial Task<OrderId> RunAsync(OrderId id); async Task<OrderId> RunAsync(RunNursery n, OrderId id) => await n.StartA(id); [Child] Task<OrderId> AAsync(OrderId id) => Task.FromResult(id);
        """, "(await new C().RunAsync(new Made.OrderId(3))).Value")]
    [InlineData("",
        """
        [Nursery] public partial Task<Made.OrderId> RunAsync(global::Made.OrderId id); async Task<Made.OrderId> RunAsync(RunNursery n, Made.OrderId id) => await n.StartA(id); [Child] Task<Made.OrderId> AAsync(Made.OrderId id) => Task.FromResult(id);
        """, "(await new C().RunAsync(new Made.OrderId(3))).Value")]
    [InlineData("using O = Made.OrderId; using M = Made;",
        """
        [Nursery(nameof(AAsync))] public partial Task<O> RunAsync(M::OrderId id); [Child] Task<O> AAsync(M.OrderId id) => Task.FromResult(id);
        """, "(await new C().RunAsync(new Made.OrderId(3))).Value")]
    [InlineData("using Made;",
        """
        [Nursery] public partial Task<OrderId[]> RunAsync([Each(nameof(AAsync))] IEnumerable<OrderId> ids); [Child] Task<OrderId> AAsync(OrderId id) => Task.FromResult(id);
        """, "(await new C().RunAsync([new Made.OrderId(3)]))[0].Value")]
    [InlineData("using Made;",
        """
        [Nursery] public partial IAsyncEnumerable<OrderId> RunAsync([Each(nameof(AAsync))] OrderId[] ids); [Child] Task<OrderId> AAsync(OrderId id) => Task.FromResult(id);
        """, "(await new C().RunAsync([new Made.OrderId(3)]).FirstAsync()).Value")]
    [InlineData("using Made;",
        """
        [Nursery] public partial Task<Outcome<Money>[]> RunAsync([Each(nameof(AAsync))] int[] ids); [Child] Task<Money> AAsync(int id) => Task.FromResult(new Money { Value = id });
        """, "(await new C().RunAsync([3]))[0].Value.Value")]
    [InlineData("using Made;",
        """
        [Nursery(Policy = NurseryPolicy.Race)] public partial Task<Money> RunAsync([Each(nameof(AAsync))] int[] ids); [Child] Task<Money> AAsync(int id) => Task.FromResult(new Money { Value = id });
        """, "(await new C().RunAsync([3])).Value")]
    [InlineData("using Made;",
        """
        [Nursery(nameof(AAsync), nameof(B))] public partial Task<(Money, Kind)> RunAsync(Money m); [Child] Task<Money> AAsync(Money m) => Task.FromResult(m); [Child] Kind B() => Kind.B;
        """, "(await new C().RunAsync(new Made.Money { Value = 3 })).Item1.Value")]
    [InlineData("using Made;",
        """
        [Timeout(60_000, Fallback = nameof(Late))] public partial Task<OrderId> RunAsync(OrderId id); Task<OrderId> RunAsync(CancelScope s, OrderId id) => Task.FromResult(id); OrderId Late(OrderId id) => id;
        """, "(await new C().RunAsync(new Made.OrderId(3))).Value")]
    [InlineData("using Made;",
        """
        [Nursery] public partial Task<int> RunAsync(Box<OrderId?[]>? box = null, Kind kind = default); async Task<int> RunAsync(RunNursery n, Box<OrderId?[]>? box, Kind kind) => 3 + (int)await n.StartA(); [Child] Task<Kind> AAsync(Kind kind = default, OrderId? id = null) => Task.FromResult(kind);
        """, "await new C().RunAsync()")]
    [InlineData("using Made;",
        """
        [Nursery] public partial Task<int> RunAsync(); async Task<int> RunAsync(RunNursery n) => (await n.StartAAsync()).Value; [Child] Task AAsync(Ready<OrderId> ready) { ready.Set(new(3)); return Task.CompletedTask; }
        """, "await new C().RunAsync()")]
    public async Task AType_Works(string usings, string members, string run)
    {
        var source = $$"""
            {{usings}} using NurseryGen; using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks;
            public partial class C { {{members}} }
            public static class Scenario { public static async Task<string> RunAsync() => "" + {{run}}; }
            """;
        Assert.Empty(Errors(source, out var output));
        Assert.Equal("3", await LoadedCompilation.RunScenarioAsync(output));
    }

    /// <summary>The usings of a namespace go into the namespace, and those of a child's file are there too.</summary>
    [Fact]
    public async Task AType_Works_FromANamespaceAndAnotherFile()
    {
        const string nursery =
            """
            namespace Made.App { using Made; public partial class C { [NurseryGen.Nursery] public partial Task<OrderId> RunAsync(OrderId id);
            """
            + " async Task<OrderId> RunAsync(RunNursery n, OrderId id) => await n.StartA(id); } }";
        const string child =
            """
            using O = Made.OrderId; namespace Made.App { public partial class C { [NurseryGen.Child] Task<O> AAsync(O id) => Task.FromResult(id); } }
            """
            + """
                 public static class Scenario { public static async Task<string> RunAsync() => "" + (await new Made.App.C().RunAsync(new(3))).Value; }
                """;
        Assert.Empty(Errors(nursery, out var output, child));
        Assert.Equal("3", await LoadedCompilation.RunScenarioAsync(output));
    }

    /// <summary>One alias of two meanings, in two files that a generated one would need: nothing that can be written.</summary>
    [Fact]
    public void AnAliasOfTwoMeanings_IsAnError()
    {
        const string nursery =
            """
            using O = Made.OrderId; public partial class C { [NurseryGen.Nursery] public partial Task<O> RunAsync(O id);
            """
            + " async Task<O> RunAsync(RunNursery n, O id) => id; }";
        const string child =
            """
            using O = Made.Kind; public partial class C { [NurseryGen.Child] Task<O> AAsync(O id) => Task.FromResult(id); }
            """;
        Assert.Equal(["NUR018"], Errors(nursery, out _, child).Select(error => error.Id));
    }

    private static bool IsWhole(Compilation output) => !output.SyntaxTrees.Any(tree =>
        tree.ToString().Contains("NotImplementedException", StringComparison.Ordinal))
        && output.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes())
            .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>()
            .Count(type => type.Identifier.ValueText.EndsWith("Child", StringComparison.Ordinal))
            >= output.SyntaxTrees.First().ToString().Split("[Child]").Length - 1;

    private static Diagnostic[] Errors(string source, out Compilation output, params string[] others)
    {
        var compilation =
            TestCompilation.Of([.. others.Prepend(source).Select((text, index) => TestCompilation.Parse(text, $"Source{index}.cs"))]);
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
