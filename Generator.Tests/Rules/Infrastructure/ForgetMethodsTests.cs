using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>What a project lists in <c>nurserygen_forget_methods</c> is taken for what starts work and forgets it.</summary>
public sealed class ForgetMethodsTests
{
    private const string Library =
        """
        public static class Jobs
        {
            public static void Detach(this System.Threading.Tasks.Task task) { }
            public static System.Guid Enqueue(System.Func<System.Threading.Tasks.Task> work) => default;
        }
        """;

    [Theory]
    [InlineData("SaveAsync(ct).Detach();", "Detach", true)]
    [InlineData("SaveAsync(ct).Detach();", "Other, Jobs.Detach", true)]
    [InlineData("SaveAsync(ct).Detach();", "Other Detach", true)]
    [InlineData("Jobs.Enqueue(() => SaveAsync(ct));", "Jobs.Enqueue", true)]
    [InlineData("SaveAsync(ct).Detach();", "", false)]
    [InlineData("SaveAsync(ct).Detach();", "Tasks.Detach", false)]
    [InlineData("SaveAsync(ct).Detach();", "Detac", false)]
    [InlineData("Jobs.Enqueue(() => SaveAsync(ct));", "Detach", false)]
    public async Task AListedMethod_Forgets(string statement, string listed, bool isReported)
    {
        // Of another assembly: there is no source to tell.
        using var image = new MemoryStream();
        var library = TestCompilation.Of(Library).WithAssemblyName("Library");
        Assert.True(library.WithOptions(library.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(image).Success);
        var compilation = TestCompilation.Of(
            $$"""
            using NurseryGen;
            partial class C
            {
                [Nursery] public partial Task RunAsync([Each(nameof(OneAsync))] int[] all, CancellationToken ct = default);
                [Child] private async Task OneAsync(int one, CancellationToken ct) { await SaveAsync(ct); {{statement}} }
                private static Task SaveAsync(CancellationToken ct) => Task.CompletedTask;
            }
            """).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        var reported = await Analyzers.OwnAsync(GeneratorRun.Of(compilation).Output, "nurserygen_forget_methods", listed);
        Assert.Equal(isReported ? ["NUR101"] : [], reported.Select(diagnostic => diagnostic.Id));
    }
}
