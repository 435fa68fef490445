using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Symbols;

/// <summary>
/// Names of generated files: unique without regard to case, as the compiler compares them, and legal in every file system.
/// </summary>
public sealed class HintNameTests
{
    private const string Run = "[NurseryGen.Nursery] public partial Task RunAsync();";

    private static readonly string s_long = new('L', 300);

    public static TheoryData<string, string, int, int> Sources => new()
    {
        { "nested",
            $$"""
            namespace A { partial class B { {{Run}} partial class C { {{Run}} } } } namespace A.B2 { partial class C { {{Run}} } }
            """, 3, 3 },
        { "arity",
            $$"""
            partial class A { {{Run}} } partial class A<T> { {{Run}} } partial class A<T, U> { {{Run}} partial class B<V> { {{Run}} } }
            """, 4, 4 },
        { "method's arity",
            """
            partial class A { [NurseryGen.Timeout(1)] public partial Task RunAsync(); [NurseryGen.Timeout(1)] public partial Task RunAsync<T>(); }
            """, 2, 1 },
        { "types by case", $"partial class Abc {{ {Run} }} partial class ABC {{ {Run} }} partial class abc {{ {Run} }}", 3, 3 },
        { "namespaces by case", $"namespace Ns {{ partial class A {{ {Run} }} }} namespace NS {{ partial class A {{ {Run} }} }}", 2, 2 },
        { "outer types by case",
            $$"""
            partial class O { partial class A { {{Run}} } } partial class o { partial class A { {{Run}} } }
            """, 2, 2 },
        { "methods by case", $"partial class A {{ {Run} {Run.Replace("RunAsync", "RUNASYNC", StringComparison.Ordinal)} }}", 2, 1 },
        { "underscores and dots",
            $$"""
            namespace A { partial class B_C { {{Run}} } } namespace A_B { partial class C { {{Run}} } } namespace A.B { partial class C { {{Run}} } }
            """, 3, 3 },
        { "nested and namespaced",
            $$"""
            namespace A { partial class B { partial class C { {{Run}} } } } namespace A.B_ { partial class C { {{Run}} } }
            """, 2, 2 },
        { "300 characters",
            $$"""
            partial class {{s_long}}1 { {{Run}} } partial class {{s_long}}2 { {{Run}} } namespace {{s_long}} { partial class {{s_long}}1 { {{Run}} } }
            """, 3, 3 },
        { "overloads", $"partial class A {{ {Scope("")} {Scope("int one")} {Scope("string one")} {Scope("int[] one")} }}", 4, 1 },
        { "overloads by nested generics", $"partial class A {{ {Scope("List<int> one")} {Scope("List<string> one")} }}", 2, 1 },
        { "keywords",
            $$"""
            namespace @class.@namespace { partial class @event { {{Run.Replace("RunAsync", "@await", StringComparison.Ordinal)}} } }
            """, 1, 1 },
        { "beyond ASCII",
            $$"""
            namespace Ñ { partial class Größe { {{Run.Replace("RunAsync", "走Async", StringComparison.Ordinal)}} } partial class GRÖßE { {{Run}} } }
            """, 2, 2 },

        // No program that compiles has both a type and a namespace of one name, but one that is being typed may.
        { "method called like the companion",
            $$"""
            namespace A { partial class B { {{Run}} } } namespace A.B { partial class RunAsync { {{Run.Replace("RunAsync", "Positions", StringComparison.Ordinal)}} } }
            """, 2, 2 },
        { "type and namespace of one name",
            $$"""
            partial class A { partial class B { {{Run}} } } namespace A { partial class B { {{Run}} } }
            """, 2, 2 },
    };

    private static string Scope(string parameters) => $"[NurseryGen.Timeout(5)] public partial Task RunAsync({parameters});";

    [Theory]
    [MemberData(nameof(Sources))]
    public void AreUniqueAndLegal(string name, string source, int entries, int types)
    {
        Assert.NotEmpty(name);
        var hints = GeneratorRun.OfAny(source).Sources.Select(generated => generated.HintName).ToArray();
        Assert.Equal(entries, hints.Count(hint => !GeneratorRun.IsPositions(hint)));
        Assert.Equal(types, hints.Count(GeneratorRun.IsPositions));
        Assert.Equal(hints.Length, hints.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(hints, hint =>
        {
            Assert.InRange(hint.Length, 1, 150);
            Assert.DoesNotContain(
                hint, character => "<>:\"/\\|?*@ ".Contains(character, StringComparison.Ordinal) || char.IsControl(character));
            Assert.EndsWith(".g.cs", hint, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void ShortNames_CarryNoHash() =>
        Assert.Equal(
            ["Demo.A+B`1-Positions.g.cs", "Demo.A+B`1.RunAsync.g.cs"],
            GeneratorRun.OfAny(
                $$"""
                namespace Demo { partial class A { partial class B<T> { {{Run}} } } }
                """).Sources.Select(source => source.HintName).Order(StringComparer.Ordinal));

    [Fact]
    public void Hash_IsTheSameEverywhere()
    {
        // Published test vectors of FNV-1a, over UTF-16 code units here: "" is the offset basis.
        Assert.Equal("cbf29ce484222325", StableHash.Of(""));
        Assert.NotEqual(StableHash.Of("ab"), StableHash.Of("ba"));
        Assert.NotEqual(StableHash.Of("a"), StableHash.Of("a\0"));
    }
}
