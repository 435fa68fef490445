using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Snapshots;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Incrementality;

/// <summary>What edits cost in every form that there is.</summary>
public sealed class FormEditTests
{
    private const string Loader =
        """
        namespace Demo;
        partial class Loader
        {
            [NurseryGen.Nursery(nameof(GetAsync))] public partial Task<int> LoadAsync(int id);
            [NurseryGen.Nursery] public partial Task<int[]> LoadAllAsync([NurseryGen.Each(nameof(GetAsync))] int[] ids);
            [NurseryGen.Nursery] public partial IAsyncEnumerable<int> StreamAsync([NurseryGen.Each(nameof(GetAsync))] int[] ids);
            [NurseryGen.Child] private Task<int> GetAsync(int id) => Task.FromResult(1);
        }
        """;

    public static TheoryData<string> Forms => [.. Form.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void LinesAbove_ChangeNoSource(string form)
    {
        var start = Form.Named(form).Compile();
        var edited = start.SyntaxTrees.Aggregate(
            (Compilation)start, (compilation, tree) => compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Below(tree))));
        AssertUntouched(Form.Named(form).Run().Then(edited));
    }

    [Fact]
    public void EditInAChild_ChangesNoSource() => AssertUntouched(Run(("Task.FromResult(1)", "Task.FromResult(2)")));

    [Theory]
    [InlineData("LoadAsync(int id)", "LoadAsync(short id)")]
    [InlineData("Nursery(nameof(GetAsync))", "Nursery(nameof(GetAsync), nameof(GetAsync), Policy = NurseryGen.NurseryPolicy.Race)")]
    [InlineData("Task<int[]>", "Task<NurseryGen.Outcome<int>[]>")]
    [InlineData(
        "int[] ids);\n    [NurseryGen.Nursery] public partial IAsync", "List<int> ids);\n    [NurseryGen.Nursery] public partial IAsync")]
    [InlineData("IAsyncEnumerable<int> StreamAsync(", "IAsyncEnumerable<int> StreamAsync([NurseryGen.Timeout] TimeSpan limit, ")]
    public void EditOfOneNursery_ChangesItAlone(string oldText, string newText) =>
        Assert.Single(Run((oldText, newText)).SourceReasons(), IncrementalStepRunReason.Modified);

    [Fact]
    public void EditOfTheChild_ChangesAll() => Assert.All(
        Run(("[NurseryGen.Child]", "[NurseryGen.Child(Shield = true)]")).SourceReasons(),
        reason => Assert.Equal(IncrementalStepRunReason.Modified, reason));

    [Fact]
    public void AssemblyDefaults_ReachNurseriesInOtherFiles()
    {
        var start = TestCompilation.Of([TestCompilation.Parse(Loader, "Loader.cs")]);
        var defaults = TestCompilation.Parse("[assembly: NurseryGen.NurseryDefaults(Start = NurseryGen.ChildStart.Inline)]", "Defaults.cs");
        Assert.All(GeneratorRun.Of(start).Then(start.AddSyntaxTrees(defaults)).SourceReasons(), reason =>
            Assert.Equal(IncrementalStepRunReason.Modified, reason));
    }

    private static GeneratorRun Run((string Old, string New) edit)
    {
        var source = Loader.ReplaceLineEndings("\n");
        Assert.Equal(2, source.Split(edit.Old).Length);
        var start = TestCompilation.Of([TestCompilation.Parse(source, "Loader.cs")]);
        var edited = TestCompilation.Parse(source.Replace(edit.Old, edit.New, StringComparison.Ordinal), "Loader.cs");
        return GeneratorRun.Of(start).Then(start.ReplaceSyntaxTree(start.SyntaxTrees.Single(tree => tree.FilePath == "Loader.cs"), edited));
    }

    private static Microsoft.CodeAnalysis.Text.SourceText Below(SyntaxTree tree) =>
        Microsoft.CodeAnalysis.Text.SourceText.From("// A line.\n\n" + tree.GetText(), System.Text.Encoding.UTF8);

    private static void AssertUntouched(GeneratorRun run) => Assert.All(
        run.SourceReasons(),
        reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
}
