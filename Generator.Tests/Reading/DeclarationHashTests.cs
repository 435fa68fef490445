using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Reading;

/// <summary>What the hash of a compilation depends on. Were it too little, the generator would keep what is no longer so.</summary>
public sealed class DeclarationHashTests
{
    private const string Source =
        """
        using System;
        namespace Demo;
        partial class Part : IDisposable
        {
            const int Number = 1;
            int _field = 2;
            int Property => 3;
            int Automatic { get { return 4; } } = 5;
            Part(int id) { _field = 6; }
            Part() : this(7) { }
            [Obsolete] int Method(int id = 8) { return 9; } void SameLine() { }
            int Arrow() => 10;
            public void Dispose() { }
            struct Inner { void Deep() { int local = 11; } }
            void Missing() { if (
        """;

    private static readonly CSharpCompilation s_empty = TestCompilation.Of([]).RemoveAllSyntaxTrees();

    private readonly DeclarationHash _hash = new();

    [Theory]
    [InlineData("return 9;", "return 90;")]
    [InlineData("return 9;", "")]
    [InlineData("return 9;", "return 9; /* Words. */")]
    [InlineData("return 9;", "var half = Method(")]
    [InlineData("return 9;", "void Local() { } return 9;")]
    [InlineData("=> 10;", "=> 100 + 1;")]
    [InlineData("_field = 6;", "_field = 60;")]
    [InlineData("int local = 11;", "")]
    public void BodyOfAMethod_DoesNotCount(string oldText, string newText) => Assert.Equal(Of(Source), Of(Edited(oldText, newText)));

    [Theory]
    [InlineData("Number = 1", "Number = 2")]
    [InlineData("_field = 2", "_field = 3")]
    [InlineData("=> 3", "=> 4")]
    [InlineData("return 4", "return 5")]
    [InlineData("= 5", "= 6")]
    [InlineData("this(7)", "this(8)")]
    [InlineData("id = 8", "id = 9")]
    [InlineData("[Obsolete]", "[Obsolete(\"\")]")]
    [InlineData("int Arrow", "long Arrow")]
    [InlineData("Deep", "Deeper")]
    [InlineData("using System;", "using System.Linq;")]
    [InlineData("namespace Demo;", "namespace Other;")]
    [InlineData(" : IDisposable", "")]
    [InlineData("\npartial", "\n\npartial")]
    [InlineData("\npartial", "\n// Words.\npartial")]
    [InlineData("\npartial", "\n#nullable disable\npartial")]
    [InlineData("int Arrow() => 10;", "int Arrow() { }")]
    [InlineData("int Arrow() => 10;", "int Arrow();")]
    [InlineData("void SameLine() { }", "void SameLine() { } }")]
    [InlineData("if (", "if (true")]
    public void AllElse_Counts(string oldText, string newText) => Assert.NotEqual(Of(Source), Of(Edited(oldText, newText)));

    [Theory]
    [InlineData("return 9;", "return\n9;")]
    [InlineData("=> 10;", "=>\n10;")]
    public void LinesOfABody_Count(string oldText, string newText) => Assert.NotEqual(Of(Source), Of(Edited(oldText, newText)));

    [Theory]
    [InlineData("\n#nullable disable\n", "\n#nullable enable \n")]
    [InlineData("\n#if ONE\n#endif\n", "\n#if TWO\n#endif\n")]
    [InlineData("\n#pragma warning disable\n", "\n#pragma warning restore\n")]
    public void DirectiveInABody_Counts(string one, string other) =>
        Assert.NotEqual(Of(Edited("return 9;", one)), Of(Edited("return 9;", other)));

    [Fact]
    public void PathOfAFile_Counts() =>
        Assert.NotEqual(Of([TestCompilation.Parse(Source, "One.cs")]), Of([TestCompilation.Parse(Source, "Two.cs")]));

    [Fact]
    public void OrderOfFiles_Counts()
    {
        SyntaxTree[] trees = [TestCompilation.Parse(Source, "One.cs"), TestCompilation.Parse("class C;", "Two.cs")];
        Assert.NotEqual(Of(trees), Of(trees.Reverse()));
    }

    [Fact]
    public void LanguageVersion_Counts() => Assert.NotEqual(
        Of([TestCompilation.Parse("class C;", "C.cs", TestCompilation.Options(LanguageVersion.CSharp11))]),
        Of([TestCompilation.Parse("class C;", "C.cs", TestCompilation.Options(LanguageVersion.CSharp12))]));

    [Fact]
    public void AllAroundTheFiles_Counts()
    {
        var start = TestCompilation.Of(Source);
        var changed = new[]
        {
            start.WithAssemblyName("Other"),
            start.WithOptions(start.Options.WithNullableContextOptions(NullableContextOptions.Disable)),
            start.RemoveReferences(start.References.Last()),
            start.ReplaceReference(start.References.Last(), start.References.Last().WithAliases(["other"])),
            start.AddReferences(TestCompilation.Of("class Library;").ToMetadataReference()),
            start.AddReferences(TestCompilation.Of("class Library;").ToMetadataReference()),
            start.RemoveSyntaxTrees(start.SyntaxTrees[0]),
        };
        Assert.Equal(changed.Length + 1, changed.Append(start).Select(Of).Distinct().Count());
        Assert.Equal(Of(start), Of(start.Clone()));
    }

    /// <summary>Texts are read in pieces: wherever a piece ends, all of it counts.</summary>
    [Fact]
    public void LongText_CountsToItsEnd()
    {
        var hashes = Enumerable.Range(2000, 100).Select(length => Of($"//{new string('x', length)}")).ToArray();
        Assert.Distinct(hashes);
        var body = new string(' ', 5000);
        Assert.Equal(Of($"class C {{ void M() {{{body}}} }}"), Of($"class C {{ void M() {{{body}{body}}} }}"));
        Assert.NotEqual(Of($"class C {{ void M() {{{body}}} }}"), Of($"class C {{ void M() {{{body}\n}} }}"));
    }

    [Fact]
    public void Edit_HashesTheEditedTreeAlone()
    {
        var start = TestCompilation.Of([.. Enumerable.Range(0, 50).Select(number => TestCompilation.Parse(Source, $"{number}.cs"))]);
        var tree = start.SyntaxTrees[20];
        var edited = start.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().Replace(0, 0, "// ")));
        var all = BytesOf(start);
        Assert.InRange(BytesOf(edited), 1, all / 5);
    }

    [Fact]
    public void Hash_KeepsNoCompilationAlive()
    {
        var hashed = HashedAndDropped(_hash);
        for (var round = 0; round < 10 && hashed.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(hashed.IsAlive);
        GC.KeepAlive(_hash);
    }

    [Fact]
    public void Cancelled_NothingIsHashed()
    {
        var compilation = TestCompilation.Of(Source);
        Assert.Throws<OperationCanceledException>(() => _hash.Of(compilation, new CancellationToken(canceled: true)));
        Assert.Equal(Of(compilation.Clone()), Of(compilation));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference HashedAndDropped(DeclarationHash hash)
    {
        var compilation = TestCompilation.Of(Source).AddReferences(TestCompilation.Of("class Library;").ToMetadataReference());
        hash.Of(compilation, CancellationToken.None);
        return new WeakReference(compilation);
    }

    private static string Edited(string oldText, string newText)
    {
        Assert.Equal(2, Source.Split(oldText).Length);
        return Source.Replace(oldText, newText, StringComparison.Ordinal);
    }

    private long BytesOf(Compilation compilation)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Of(compilation);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private ulong Of(string source) => Of([TestCompilation.Parse(source)]);

    private ulong Of(IEnumerable<SyntaxTree> trees) => Of(s_empty.AddSyntaxTrees(trees));

    private ulong Of(Compilation compilation) => _hash.Of(compilation, CancellationToken.None);
}
