using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Symbols;
using NurseryGen.Generator.Tests.Snapshots;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Symbols;

/// <summary>What the readers read off the source, to spare the compiler the binding: always what the compiler would have said.</summary>
public sealed class SpellingTests
{
    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static TheoryData<string> Forms => [.. Form.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void BodyAsSpelled_IsTheBodyAsBound(string form)
    {
        // A directive in a type keeps the reader from trusting the spelling.
        var spelled = Form.Named(form).Compile();
        var bound = spelled.SyntaxTrees.Aggregate(
            spelled, (compilation, tree) => compilation.ReplaceSyntaxTree(tree, WithDirectives(tree)));
        Assert.Equal(Specs(spelled), Specs(bound));
        Assert.DoesNotContain(Contexts(bound), context => SpelledBody.Of(context) is not null);
    }

    [Fact]
    public void UsualBody_IsToldByItsSpelling() =>
        Assert.InRange(Form.All.Sum(form => Contexts(form.Compile()).Count(context => SpelledBody.Of(context) is not null)), 20, 1_000);

    [Theory]
    [InlineData("Task RunAsync(RunNursery nursery, long id)")]
    [InlineData("Task RunAsync(RunNursery nursery, in int id)")]
    [InlineData("Task RunAsync(RunNursery nursery, int other)")]
    [InlineData("Task RunAsync(Nursery nursery, int id)")]
    [InlineData("Task RunAsync(C.RunNursery nursery, int id)")]
    [InlineData("Task RunAsync<RunNursery>(RunNursery nursery, int id)")]
    [InlineData("Task<int> RunAsync(RunNursery nursery, int id)")]
    [InlineData("Task RunAsync(RunNursery nursery, CancellationToken one, CancellationToken two)")]
    [InlineData("Task RunAsync(int id, RunNursery nursery)")]
    [InlineData("Task RunAsync(RunNursery nursery, int id) => null!; Task RunAsync(RunNursery nursery)")]
    public void BodyThatIsUnusual_IsLeftToTheCompiler(string body)
    {
        const string entry = "[NurseryGen.Nursery] public partial Task RunAsync(int id, CancellationToken token);";
        var usual = TestCompilation.Of($"partial class C {{ {entry} Task RunAsync(RunNursery nursery, int id) => null!; }}");
        Assert.NotNull(SpelledBody.Of(Assert.Single(Contexts(usual))));
        var unusual = TestCompilation.Of($"using NurseryGen; partial class C {{ {entry} {body} => null!; }}");
        Assert.Null(SpelledBody.Of(Assert.Single(Contexts(unusual))));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void AttributesAsSpelled_AreThoseAsBound(string form) => AssertMarks(Form.Named(form).Compile());

    [Theory]
    [InlineData("[Child(nameof(RunAsync))]")]
    [InlineData("[Child(\"RunAsync\")]")]
    [InlineData("[Child(\"RunAsync\", nameof(OtherAsync))]")]
    [InlineData("[Obsolete, Child]")]
    [InlineData("[Child(Shield = true)]")]
    [InlineData("[Child, Timeout(5)]")]
    [InlineData("[Child(Name)]")]
    [InlineData("[Child(nurseries: \"RunAsync\")]")]
    [InlineData("[Child(nameof(Missing))]")]
    [InlineData("[Child(nameof(C.RunAsync))]")]
    [InlineData("[Child(\"Run\" + \"Async\")]")]
    [InlineData("[Child(null)]")]
    [InlineData("[Child][Child]")]
    [InlineData("[return: Child]")]
    [InlineData("[ChildAttribute]")]
    [InlineData("[NurseryGen.Child]")]
    [InlineData("[Job]")]
    [InlineData("[Missing]")]
    public void SecondOfAKind_IsReadAsTheFirst(string attributes)
    {
        var compilation = TestCompilation.Of(
            $$"""
            using NurseryGen;
            using Job = NurseryGen.ChildAttribute;
            partial class C {
                const string Name = "RunAsync";
                [Nursery] public partial Task RunAsync();
                [Nursery] public partial Task OtherAsync();
                [Obsolete] void Old() { }
                {{attributes}} void One() { }
                {{attributes}} void Two() { }
            }
            """);
        AssertMarks(compilation);
    }

    [Fact]
    public void SecondChild_IsNotBound()
    {
        var methods = FactsOf(TestCompilation.Of(
            """
            using NurseryGen;
            partial class C {
                [Nursery] public partial Task RunAsync();
                [Child(nameof(RunAsync))] void One() { }
                [Child(nameof(RunAsync))] void Two() { }
                [Child(nameof(RunAsync), Daemon = true)] void Three() { }
            }
            """)).ToDictionary(method => method.Method.Name);
        Assert.NotNull(methods["One"].Attribute("ChildAttribute"));
        Assert.Null(methods["Two"].Attribute("ChildAttribute"));
        Assert.True(methods["Two"].IsChild);
        Assert.Equal("RunAsync", Assert.Single(methods["Two"].NurseryNames));
        Assert.NotNull(methods["Three"].Attribute("ChildAttribute"));
    }

    [Fact]
    public void NameThatMeansAnotherInTheNextFile_IsAnother()
    {
        var compilation = TestCompilation.Of(
        [
            TestCompilation.Parse("namespace Other { class ChildAttribute : System.Attribute; }", "Other.cs"),
            TestCompilation.Parse("using NurseryGen; partial class C { [Child] void One() { } }", "One.cs"),
            TestCompilation.Parse("using Other; partial class C { [Child] void Two() { } }", "Two.cs"),
        ]);
        AssertMarks(compilation);
        Assert.Equal(["One"], FactsOf(compilation).Where(method => method.IsChild).Select(method => method.Method.Name));
    }

    [Theory]
    [InlineData("int", true)]
    [InlineData("string?", true)]
    [InlineData("object", true)]
    [InlineData("Uri", true)]
    [InlineData("@class", true)]
    [InlineData("System.Threading.CancellationToken", true)]
    [InlineData("Task<string?>", true)]
    [InlineData("Task<string>?", true)]
    [InlineData("Dictionary<string, List<int?>?>", true)]
    [InlineData("Action<(int A, string? B), dynamic, T[]?>", true)]
    [InlineData("int?", false)]
    [InlineData("(int, Uri?)", false)]
    [InlineData("nint", false)]
    [InlineData("dynamic", false)]
    [InlineData("T?", false)]
    [InlineData("T[]?[,]", false)]
    [InlineData("List<T>.Enumerator", false)]
    [InlineData("Missing<int>", false)]
    [InlineData("int*", false)]
    public void TypeAsPutTogether_IsTheTypeAsDisplayed(string type, bool isUsual)
    {
        var compilation = TestCompilation.Of($"class @class; unsafe class C<T> where T : class {{ {type} _field; }}");
        var field = (IFieldSymbol)compilation.GetTypeByMetadataName("C`1")!.GetMembers("_field").Single();
        var expected = field.Type.ToDisplayString(s_qualified);

        // Twice: the second time, names are known.
        Assert.Equal(expected, TypeText.Qualified.Of(field.Type));
        Assert.Equal(isUsual ? expected : null, QualifiedNames.Of(field.Type));
    }

    private static void AssertMarks(CSharpCompilation compilation)
    {
        foreach (var facts in FactsOf(compilation))
        {
            var bound = MethodMarks.Bound(facts.Method, names: null);
            Assert.Equal((bound.IsNursery, bound.IsChild), (facts.IsNursery, facts.IsChild));
            Assert.Equal((bound.IsNursery, bound.IsChild), (MethodRoles.IsNursery(facts.Method), MethodRoles.IsChild(facts.Method)));
            Assert.Equal(bound.ChildNames, facts.NurseryNames);
        }
    }

    private static IEnumerable<MethodFacts> FactsOf(CSharpCompilation compilation) =>
        Types(compilation.Assembly.GlobalNamespace).SelectMany(type => TypeFacts.Of(type).Methods);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol outer) => outer.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(inner => inner is INamedTypeSymbol type ? Types(inner).Prepend(type) : Types(inner));

    private static IEnumerable<ReadingContext> Contexts(CSharpCompilation compilation) =>
        from facts in FactsOf(compilation)
        where facts.IsNursery
        let declaration = SyntaxPlaces.DeclarationOf(facts.Method, CancellationToken.None)
        select new ReadingContext(facts.Method, declaration, compilation, CancellationToken.None);

    private static NurserySpec[] Specs(CSharpCompilation compilation) =>
        [.. GeneratorRun.OfAny(compilation).Result.TrackedSteps.GetValueOrDefault(TrackingNames.NurserySpec, [])
            .SelectMany(step => step.Outputs).Select(output => (NurserySpec)output.Value)];

    private static SyntaxTree WithDirectives(SyntaxTree tree)
    {
        var text = tree.ToString();
        var braces = tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => type.OpenBraceToken.Span.End);
        foreach (var end in braces.Where(end => end > 0).OrderDescending())
            text = text.Insert(end, "\n#region\n#endregion\n");

        return TestCompilation.Parse(text, tree.FilePath, (CSharpParseOptions)tree.Options);
    }
}
