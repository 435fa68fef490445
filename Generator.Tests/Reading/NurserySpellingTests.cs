using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Reading;

/// <summary>A method with <c>[Timeout]</c> is a scope or a nursery: by its spelling where that is clear, else by the compiler.</summary>
public sealed class NurserySpellingTests
{
    private const string Ours =
        "partial class C { [NAME, Timeout(5)] public partial Task RunAsync(); Task RunAsync(RunNursery nursery) => null!; }";

    private const string OursByParameter =
        "partial class C { [NAME] public partial Task RunAsync([Timeout] TimeSpan limit); Task RunAsync(RunNursery nursery) => null!; }";

    private const string Another =
        """
        partial class C {
            [NAME]
            [Timeout(5)] public partial Task RunAsync();
            Task RunAsync(global::NurseryGen.CancelScope scope) => null!;
        }
        """;

    private const string AnothersClass =
        "namespace Other { class NurseryAttribute : System.Attribute; class JobAttribute : System.Attribute; }";

    [Theory]
    [InlineData("using NurseryGen;", "Nursery")]
    [InlineData("using NurseryGen;", "NurseryAttribute")]
    [InlineData("using NurseryGen;", "Nursery(Errors = NurseryErrors.Group)")]
    [InlineData("using global::NurseryGen;", "Nursery")]
    [InlineData("global using NurseryGen;", "Nursery")]
    [InlineData("using NurseryGen; namespace Demo;", "Nursery")]
    [InlineData("namespace Demo; using NurseryGen;", "Nursery")]
    [InlineData("namespace NurseryGen;", "Nursery")]
    [InlineData("namespace NurseryGen.Demo;", "Nursery")]
    [InlineData("using NurseryGen; using Job = NurseryGen.Child;", "Nursery")]
    public void PlainSpelling_IsANurseryWithoutBinding(string file, string name) => AssertNursery(file, name, isSpelled: true);

    [Theory]
    [InlineData("using NurseryGen;", "NurseryGen.Nursery")]
    [InlineData("using NurseryGen;", "global::NurseryGen.NurseryAttribute")]
    [InlineData("using NurseryGen; using Job = NurseryGen.NurseryAttribute;", "Job")]
    [InlineData("using NurseryGen; using Nursery = NurseryGen.NurseryAttribute;", "NurseryAttribute")]
    [InlineData("using TimeoutAttribute = NurseryGen.TimeoutAttribute; using NurseryAttribute = NurseryGen.NurseryAttribute;", "Nursery")]
    [InlineData("using Timeout = NurseryGen.TimeoutAttribute;", "NurseryGen.Nursery")]
    public void OtherSpelling_IsANurseryAsBound(string file, string name) => AssertNursery(file, name, isSpelled: false);

    [Fact]
    public void GlobalUsingInAnotherFile_IsLeftToTheCompiler() =>
        AssertNursery(Run("global using NurseryGen;", Named(Ours, "Nursery")), isSpelled: false);

    [Theory]
    [InlineData("using Other; using Timeout = NurseryGen.TimeoutAttribute;", "Nursery")]
    [InlineData("using Other; using NurseryGen.Engine; using Timeout = NurseryGen.TimeoutAttribute;", "Nursery")]
    [InlineData("using Nursery = Other.NurseryAttribute; using Timeout = NurseryGen.TimeoutAttribute;", "Nursery")]
    [InlineData("using NurseryGen; using NurseryAttribute = Other.NurseryAttribute;", "Nursery")]
    [InlineData("using NurseryGen; namespace Demo; using NurseryAttribute = Other.NurseryAttribute;", "Nursery")]
    [InlineData("namespace Demo.NurseryGen; using Other; using Timeout = global::NurseryGen.TimeoutAttribute;", "Nursery")]
    [InlineData("using NurseryGen;", "Other.Nursery")]
    [InlineData("using NurseryGen;", "return: Other.Nursery")]
    [InlineData("using NurseryGen; using Other;", "Job")]
    public void AnothersAttribute_LeavesAScope(string file, string name) => AssertScope(Run(AnothersClass, file + Named(Another, name)));

    [Theory]
    [InlineData("")]
    [InlineData("Obsolete")]
    [InlineData("NurseryGen.Timeout(5)")]
    public void TimeoutAlone_IsAScope(string attribute)
    {
        var method = attribute switch
        {
            "" => Another.Replace("[NAME]", "", StringComparison.Ordinal),
            _ when attribute.Contains("Timeout", StringComparison.Ordinal) => Another.Replace("[Timeout(5)]", "", StringComparison.Ordinal),
            _ => Another,
        };
        AssertScope(Run("", "using NurseryGen; " + Named(method, attribute)));
    }

    /// <summary>What docs/internals/generator.md owns up to: no other file is searched for a class of that name.</summary>
    [Fact]
    public void AnothersClassNearerThanTheUsing_IsTakenForOurs()
    {
        var file = "using NurseryGen; namespace Demo; " + Named(Another, "Nursery");
        var run = Run("namespace Demo; class NurseryAttribute : Attribute;", file);
        Assert.Empty(run.Sources);
        Assert.Contains(run.Output.GetDiagnostics(), diagnostic => diagnostic.Id == "CS8795");
    }

    private static string Named(string method, string name) => method.Replace("NAME", name, StringComparison.Ordinal);

    private static void AssertNursery(string file, string name, bool isSpelled)
    {
        foreach (var method in new[] { Ours, OursByParameter })
            AssertNursery(Run("", $"{file} {Named(method, name)}"), isSpelled);
    }

    private static void AssertNursery(GeneratorRun run, bool isSpelled)
    {
        AssertCompiles(run);
        Assert.Single(Outputs(run, TrackingNames.NurserySpec));
        Assert.Empty(Outputs(run, TrackingNames.ScopeSpec));
        Assert.Equal(isSpelled, IsSpelled(run));
    }

    private static void AssertScope(GeneratorRun run)
    {
        AssertCompiles(run);
        Assert.Empty(Outputs(run, TrackingNames.NurserySpec));
        Assert.Single(Outputs(run, TrackingNames.ScopeSpec));
        Assert.False(IsSpelled(run));
    }

    private static bool IsSpelled(GeneratorRun run) => NurserySpelling.IsIn(
        run.Input.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<MethodDeclarationSyntax>()
            .Single(method => method.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private static void AssertCompiles(GeneratorRun run) =>
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);

    private static IEnumerable<object> Outputs(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.GetValueOrDefault(step, []).SelectMany(tracked => tracked.Outputs).Select(output => output.Value);

    private static GeneratorRun Run(string other, string file) =>
        GeneratorRun.Of(TestCompilation.Of([TestCompilation.Parse(other, "Other.cs"), TestCompilation.Parse(file)]));
}
