using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>
/// NUR110 where attributes are seen in metadata, in top-level statements, and beside what the compiler says of the same call.
/// </summary>
public sealed class NurseryCallTests
{
    private const string Shop =
        """
        using NurseryGen;

        public static partial class Shop
        {
            [Nursery]
            public static partial Task OpenAsync(CancellationToken cancellationToken = default);

            private static Task OpenAsync(OpenNursery nursery) => Task.Delay(1, nursery.Token);

            [Timeout(50)]
            public static partial Task LimitAsync();

            private static Task LimitAsync(CancelScope scope) => Task.Delay(1, scope.Token);

            public static partial Task TimedAsync([Timeout] TimeSpan limit);

            private static Task TimedAsync(CancelScope scope) => Task.Delay(1, scope.Token);
        }
        """;

    private static string Internal =>
        Shop.Replace("public static partial class", "internal static partial class", StringComparison.Ordinal);

    [Theory]
    [InlineData("OpenAsync()")]
    [InlineData("LimitAsync()")]
    [InlineData("TimedAsync(TimeSpan.Zero)")]
    public async Task ACallIntoAnotherAssembly_IsReported(string call)
    {
        var library = TestCompilation.Of(Shop).WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.True(GeneratorRun.Of(Lenient(library)).Output.Emit(image).Success);
        var consumer = TestCompilation.Of($"class C {{ void Go() {{ Shop.{call}; }} async Task AllAsync() {{ await Shop.{call}; }} }}")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Equal(["NUR110"], (await Analyzers.OwnAsync(GeneratorRun.Of(consumer).Output)).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task TopLevelStatements_AreLookedAt()
    {
        var source = TestCompilation.Of("await Shop.OpenAsync();\nShop.OpenAsync();\n");
        var program = Lenient(source.AddSyntaxTrees(TestCompilation.Parse(Internal, "Shop.cs")));
        var output = GeneratorRun.Of(program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication))).Output;
        var reported = await Analyzers.AllAsync(output);
        Assert.Equal(["NUR110 1"], reported.Select(Show));
    }

    /// <summary>CS4014 says the same of the call, unless somebody has switched NUR110 off.</summary>
    [Theory]
    [InlineData("error", "NUR110 2")]
    [InlineData("none", "CS4014 2")]
    public async Task TheCompilersWarning_IsSilenced_WhereOurErrorStands(string severity, string expected)
    {
        var source = TestCompilation.Of("class C\n{ async Task GoAsync() {\nShop.OpenAsync(); await Task.Yield(); } }");
        var output = GeneratorRun.Of(Lenient(source.AddSyntaxTrees(TestCompilation.Parse(Internal, "Shop.cs")))).Output;
        var reported = await Analyzers.AllAsync(EditorConfig.Apply(output, $"dotnet_diagnostic.NUR110.severity = {severity}"));
        Assert.Equal([expected], reported.Select(Show));
    }

    private static Compilation Lenient(Compilation compilation) =>
        compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));

    private static string Show(Diagnostic diagnostic) => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().StartLinePosition.Line}";
}
