using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>
/// NUR401 where the nursery is another assembly's: what its attributes show, and that assembly's defaults, are all there is to go by.
/// </summary>
public sealed class OtherAssemblyTests
{
    private const string Group = "[assembly: NurseryGen.NurseryDefaults(Errors = NurseryGen.NurseryErrors.Group)]";

    [Theory]
    [InlineData("BodyAsync", "", "", true)]
    [InlineData("AllAsync", "", "", true)]
    [InlineData("OneAsync", "", "", false)]
    [InlineData("OneAsync", Group, "", true)]
    [InlineData("OneAsync", "", Group, false)]
    public async Task ANursery_ThrowsGroups_AsItsOwnAssemblySays(string nursery, string itsDefaults, string ourDefaults, bool isReported)
    {
        var library = Reference(
            $$"""
            {{itsDefaults}}
            namespace Library;

            public static partial class Shop
            {
                [NurseryGen.Nursery]
                public static partial Task BodyAsync();

                private static Task BodyAsync(BodyNursery nursery) => nursery.Token.IsCancellationRequested ? Task.CompletedTask : AAsync();

                [NurseryGen.Nursery(nameof(AAsync), nameof(BAsync))]
                public static partial Task AllAsync();

                [NurseryGen.Nursery(nameof(AAsync))]
                public static partial Task OneAsync();

                [NurseryGen.Child]
                private static Task AAsync() => Task.CompletedTask;

                [NurseryGen.Child]
                private static Task BAsync() => Task.CompletedTask;
            }
            """);
        var consumer = TestCompilation.Of(
            $$"""
            {{ourDefaults}}
            namespace Demo;

            internal static class Caller
            {
                public static async Task RunAsync()
                {
                    try
                    {
                        await Library.Shop.{{nursery}}();
                    }
                    catch (InvalidOperationException)
                    {
                    }
                }
            }
            """).AddReferences(library);
        var run = GeneratorRun.Of(consumer);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(isReported ? ["NUR401"] : [], (await Analyzers.OwnAsync(run.Output)).Select(diagnostic => diagnostic.Id));
    }

    private static PortableExecutableReference Reference(string source)
    {
        var library = TestCompilation.Of(source).WithAssemblyName("Library");
        var lenient = library.WithOptions(library.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        using var image = new MemoryStream();
        var result = GeneratorRun.Of(lenient).Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
